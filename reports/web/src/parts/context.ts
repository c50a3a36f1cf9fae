import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Book } from "../document/book";

const BookContext = createContext<Book | null>(null);

export const BookProvider = BookContext.Provider;

export function useBook(): Book {
  const book = useContext(BookContext);
  if (!book) throw new Error("a part of the page stands outside of BookProvider; this is likely a bug");
  return book;
}
