-- A proposal's rows are each written once more, when they are done: with room on the page that touches no index.
ALTER TABLE "proposal_rows" SET (fillfactor = 50);
