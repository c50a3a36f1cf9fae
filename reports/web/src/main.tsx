import { render } from "preact";
import { App } from "./app";
import { readBook } from "./document/read";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/views.css";
import "./styles/map.css";
import "./styles/dependencies.css";
import "./styles/workshop.css";
import "./styles/leaving.css";
import "./styles/print.css";
import { restoreTheme } from "./theme";

restoreTheme();
const root = document.getElementById("app");
void readBook().then((book) => root && render(<App book={book} />, root));
