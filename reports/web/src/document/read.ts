import { Book } from "./book";
import type { Analysis } from "./types";

/** The document that the page was written with. Throws when the page holds none. */
export function readBook(): Book {
  const block = document.getElementById("analysis");
  if (!block?.textContent) throw new Error("This page holds no analysis: seamline report writes one that does.");
  const book = new Book(JSON.parse(block.textContent) as Analysis);
  // The text is many megabytes in a big report, and nothing needs it twice.
  block.remove();
  return book;
}
