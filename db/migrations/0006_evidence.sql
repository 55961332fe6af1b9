CREATE TABLE "account_evidence" (
	"workspace_id" text NOT NULL,
	"generation" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"evidence" double precision[] NOT NULL,
	CONSTRAINT "account_evidence_workspace_id_generation_account_id_pk" PRIMARY KEY("workspace_id","generation","account_id")
);
--> statement-breakpoint
ALTER TABLE "account_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evidence_marks" (
	"workspace_id" text NOT NULL,
	"generation" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"written_by" bigint NOT NULL,
	CONSTRAINT "evidence_marks_workspace_id_generation_account_id_written_by_pk" PRIMARY KEY("workspace_id","generation","account_id","written_by")
);
--> statement-breakpoint
ALTER TABLE "evidence_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evidence_states" (
	"workspace_id" text NOT NULL,
	"generation" bigint NOT NULL,
	"day" date NOT NULL,
	"time_zone" text NOT NULL,
	"layout" text NOT NULL,
	"is_ready" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_states_workspace_id_generation_pk" PRIMARY KEY("workspace_id","generation")
);
--> statement-breakpoint
ALTER TABLE "evidence_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "in_workspace" ON "account_evidence" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "evidence_marks" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "evidence_states" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['account_evidence', 'evidence_marks', 'evidence_states']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO steward_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Marks the accounts of changed rows, in the transaction of the change: from its end on, nobody takes their evidence for current.
CREATE FUNCTION mark_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  -- Small workspaces keep no evidence, so their writes pay one look.
  IF NOT EXISTS (SELECT FROM evidence_states) THEN
    RETURN NULL;
  END IF;
  -- An older snapshot would not show an evidence that was begun since, and so would leave no mark on it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'rows of % are written in transactions that read what is committed', TG_TABLE_NAME;
  END IF;
  INSERT INTO evidence_marks (workspace_id, generation, account_id, written_by)
  SELECT DISTINCT c.workspace_id, s.generation, c.account_id, pg_current_xact_id()::text::bigint
  FROM changed_rows c JOIN evidence_states s ON s.workspace_id = c.workspace_id
  WHERE c.account_id IS NOT NULL
  ON CONFLICT DO NOTHING;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO evidence_marks (workspace_id, generation, account_id, written_by)
    SELECT DISTINCT c.workspace_id, s.generation, c.account_id, pg_current_xact_id()::text::bigint
    FROM former_rows c JOIN evidence_states s ON s.workspace_id = c.workspace_id
    WHERE c.account_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['activities', 'usage', 'user_usage', 'tickets', 'nps_responses', 'health_scores', 'contacts',
                           'contracts', 'opportunities', 'milestones', 'kpis']
  LOOP
    EXECUTE format('CREATE TRIGGER mark_inserts AFTER INSERT ON %I REFERENCING NEW TABLE AS changed_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence()', t);
    EXECUTE format('CREATE TRIGGER mark_updates AFTER UPDATE ON %I REFERENCING OLD TABLE AS former_rows NEW TABLE AS changed_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence()', t);
    EXECUTE format('CREATE TRIGGER mark_deletes AFTER DELETE ON %I REFERENCING OLD TABLE AS changed_rows
      FOR EACH STATEMENT EXECUTE FUNCTION mark_evidence()', t);
  END LOOP;
END $$;
