CREATE TABLE "findings" (
	"workspace_id" text NOT NULL,
	"chunk_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"what" text NOT NULL,
	"account_id" uuid,
	"kind" text NOT NULL,
	"at" timestamp with time zone,
	"n" integer NOT NULL,
	"start_s" double precision,
	"end_s" double precision,
	"speaker" text,
	"sentence" text NOT NULL,
	"subject" text,
	"owner" text,
	"due_on" date,
	CONSTRAINT "findings_workspace_id_chunk_id_seq_pk" PRIMARY KEY("workspace_id","chunk_id","seq")
);
--> statement-breakpoint
ALTER TABLE "findings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_workspace_id_chunk_id_chunks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","chunk_id") REFERENCES "public"."chunks"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "findings_workspace_id_what_at_index" ON "findings" USING btree ("workspace_id","what","at");--> statement-breakpoint
CREATE INDEX "findings_workspace_id_account_id_at_index" ON "findings" USING btree ("workspace_id","account_id","at");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "findings" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
DO $$
DECLARE
  ours constant text := $p$workspace_id = nullif(current_setting('app.workspace', true), '')$p$;
  -- As of the passages that they are found in.
  reach constant text := $p$(account_id IN (SELECT id FROM accounts) OR account_id IS NULL AND kind = ANY (ARRAY['document', 'playbook']))$p$;
BEGIN
  ALTER TABLE findings FORCE ROW LEVEL SECURITY;
  GRANT SELECT, INSERT, UPDATE, DELETE ON findings TO steward_app;
  EXECUTE format('CREATE POLICY in_reach ON findings FOR SELECT TO steward_person USING (%s)', ours || ' AND ' || reach);
  GRANT SELECT ON findings TO steward_person;
END $$;
