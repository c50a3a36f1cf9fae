import { Book } from "./book";
import type { Analysis } from "./types";

/** The text of base64 letters that hold it deflated, as `reports/html.py` writes a large document. */
async function inflated(letters: string): Promise<string> {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** The document that the page was written with. Throws when the page holds none. */
export async function readBook(): Promise<Book> {
  const block = document.getElementById("analysis");
  if (!block?.textContent) throw new Error("This page holds no analysis: seamline report writes one that does.");
  const text = block.dataset["deflated"] === undefined ? block.textContent : await inflated(block.textContent.trim());
  const book = new Book(JSON.parse(text) as Analysis, block.dataset["sourceLink"] ?? null);
  // The text is many megabytes in a big report, and nothing needs it twice.
  block.remove();
  return book;
}
