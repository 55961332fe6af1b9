CREATE TABLE "chunk_marks" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"row_ids" uuid[] NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chunk_marks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "chunk_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "chunk_vectors" (
	"workspace_id" text NOT NULL,
	"model" text NOT NULL,
	"chunk_id" uuid NOT NULL,
	"account_id" uuid,
	"kind" text NOT NULL,
	"vector" vector NOT NULL,
	CONSTRAINT "chunk_vectors_workspace_id_model_chunk_id_pk" PRIMARY KEY("workspace_id","model","chunk_id")
);
--> statement-breakpoint
ALTER TABLE "chunk_vectors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "chunks" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"row_id" uuid NOT NULL,
	"source" text NOT NULL,
	"n" integer NOT NULL,
	"account_id" uuid,
	"title" text NOT NULL,
	"at" timestamp with time zone,
	"speakers" text[] DEFAULT '{}' NOT NULL,
	"spoken" integer[] DEFAULT '{}' NOT NULL,
	"from_n" integer NOT NULL,
	"to_n" integer NOT NULL,
	"start_s" double precision,
	"end_s" double precision,
	"place" text,
	"sentiment" double precision,
	"words" integer NOT NULL,
	"draw" double precision DEFAULT random() NOT NULL,
	"text" text NOT NULL,
	"stems" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text)) STORED,
	CONSTRAINT "chunks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "chunks_workspace_id_kind_row_id_n_unique" UNIQUE("workspace_id","kind","row_id","n")
);
--> statement-breakpoint
ALTER TABLE "chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chunk_vectors" ADD CONSTRAINT "chunk_vectors_workspace_id_chunk_id_chunks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","chunk_id") REFERENCES "public"."chunks"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_workspace_id_account_id_accounts_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."accounts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chunk_marks_workspace_id_at_index" ON "chunk_marks" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "chunk_vectors_workspace_id_chunk_id_index" ON "chunk_vectors" USING btree ("workspace_id","chunk_id");--> statement-breakpoint
CREATE INDEX "chunks_workspace_id_account_id_at_index" ON "chunks" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE INDEX "chunks_workspace_id_draw_index" ON "chunks" USING btree ("workspace_id","draw");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "chunk_marks" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "chunk_vectors" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "chunks" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
DO $$
DECLARE
  ours constant text := $p$workspace_id = nullif(current_setting('app.workspace', true), '')$p$;
  -- A call of no account is nobody's; a document or a playbook of none is everybody's.
  reach constant text := $p$(account_id IN (SELECT id FROM accounts) OR account_id IS NULL AND kind = ANY (ARRAY['document', 'playbook']))$p$;
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['chunks', 'chunk_vectors', 'chunk_marks']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO steward_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['chunks', 'chunk_vectors']
  LOOP
    EXECUTE format('CREATE POLICY in_reach ON %I FOR SELECT TO steward_person USING (%s)', t, ours || ' AND ' || reach);
    EXECUTE format('GRANT SELECT ON %I TO steward_person', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- The one function that runs with its owner's rights (the boot self-test holds its body to the letter): behind row security no
-- index of words can be used. It tells ids of the transaction's own workspace and no more; who asks reads those rows as ever.
CREATE FUNCTION chunks_that_hold(wanted tsquery) RETURNS TABLE (chunk_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  ours text := nullif(current_setting('app.workspace', true), '');
BEGIN
  IF ours IS NULL THEN
    RAISE EXCEPTION 'no workspace is searched';
  END IF;
  RETURN QUERY EXECUTE format('SELECT c.id FROM public.chunks c WHERE c.workspace_id = %L AND c.stems @@ $1', ours) USING wanted;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION chunks_that_hold(tsquery) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION chunks_that_hold(tsquery) TO steward_app, steward_person;
--> statement-breakpoint
-- Takes away the passages of rows that changed or went, in the transaction of the change, and marks what has to be made anew.
-- Arguments: the kind, the column that names the row, and the columns that passages are made of. Only what the app writes
-- is marked: a restore brings passages and marks with it.
CREATE FUNCTION mark_chunks() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  columns text := (SELECT string_agg(format('%I', c), ', ') FROM unnest(TG_ARGV[1:]) c);
  changed uuid[];
  ours text;
BEGIN
  IF current_user <> 'steward_app' THEN
    RETURN NULL;
  END IF;
  EXECUTE CASE TG_OP
    WHEN 'INSERT' THEN format('SELECT array_agg(DISTINCT %I), max(workspace_id) FROM new_rows', TG_ARGV[1])
    WHEN 'DELETE' THEN format('SELECT array_agg(DISTINCT %I), max(workspace_id) FROM old_rows', TG_ARGV[1])
    ELSE format('SELECT array_agg(DISTINCT %1$I), max(workspace_id) FROM (
        (SELECT workspace_id, %2$s FROM new_rows EXCEPT SELECT workspace_id, %2$s FROM old_rows) UNION ALL
        (SELECT workspace_id, %2$s FROM old_rows EXCEPT SELECT workspace_id, %2$s FROM new_rows)) d', TG_ARGV[1], columns)
  END INTO changed, ours;
  IF changed IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' OR TG_ARGV[1] <> 'id' THEN
    DELETE FROM chunks c WHERE c.workspace_id = ours AND c.row_id = ANY (changed)
      AND (c.kind = TG_ARGV[0] OR TG_ARGV[0] = 'activity' AND c.kind IN ('mail', 'message', 'note'));
  END IF;
  IF TG_OP <> 'DELETE' OR TG_ARGV[1] <> 'id' THEN
    INSERT INTO chunk_marks (workspace_id, kind, row_ids) VALUES (ours, TG_ARGV[0], changed);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT * FROM (VALUES
      ('calls', 'call', 'id, account_id, source_id, title, at'), ('call_turns', 'call', 'call_id, n, speaker, start_s, end_s, text'),
      ('documents', 'document', 'id, account_id, source_id, title, at, text'), ('playbooks', 'playbook', 'id, source_id, name, steps, body'),
      ('activities', 'activity', 'id, account_id, contact_id, owner_id, source_id, type, direction, at, subject, body, sentiment'),
      ('tickets', 'ticket', 'id, account_id, contact_id, source_id, opened_at, subject'),
      ('nps_responses', 'survey', 'id, account_id, contact_id, source_id, at, comment')
    ) AS read (name, kind, columns)
  LOOP
    EXECUTE format('CREATE TRIGGER mark_chunks_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_chunks(%L, %s)', t.name, t.kind, t.columns);
    EXECUTE format('CREATE TRIGGER mark_chunks_updated AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_chunks(%L, %s)', t.name, t.kind, t.columns);
    EXECUTE format('CREATE TRIGGER mark_chunks_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_chunks(%L, %s)', t.name, t.kind, t.columns);
    -- What is stored already; a call's turns are marked with the call.
    IF t.columns LIKE 'id,%' THEN
      EXECUTE format('INSERT INTO chunk_marks (workspace_id, kind, row_ids)
        SELECT workspace_id, %L, array_agg(id) FROM (
          SELECT workspace_id, id, row_number() OVER (PARTITION BY workspace_id ORDER BY id) / 1000 AS part FROM %I) numbered
        GROUP BY workspace_id, part', t.kind, t.name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- A search reads the stems of thousands of passages and the text of a few: stems stay in the row, texts leave it.
ALTER TABLE "chunks" ALTER COLUMN "stems" SET STORAGE MAIN, ALTER COLUMN "text" SET STORAGE EXTERNAL;
