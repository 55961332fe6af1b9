-- A search reads the stems of thousands of passages and the text of a few: stems stay in the row, texts leave it.
ALTER TABLE "chunks" ALTER COLUMN "stems" SET STORAGE MAIN, ALTER COLUMN "text" SET STORAGE EXTERNAL;
