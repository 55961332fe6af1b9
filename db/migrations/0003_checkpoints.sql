-- The tables of LangGraph's PostgresSaver (its own migrations 0 to 4), with what it lacks: a workspace. Thread ids
-- begin with the workspace's id and a slash; the generated column makes row security bind them like any other table.
CREATE SCHEMA langgraph;
--> statement-breakpoint
CREATE TABLE langgraph.checkpoint_migrations (v integer PRIMARY KEY);
--> statement-breakpoint
INSERT INTO langgraph.checkpoint_migrations (v) SELECT generate_series(0, 4);
--> statement-breakpoint
CREATE TABLE langgraph.checkpoints (
  thread_id text NOT NULL,
  checkpoint_ns text NOT NULL DEFAULT '',
  checkpoint_id text NOT NULL,
  parent_checkpoint_id text,
  type text,
  checkpoint jsonb NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  workspace_id text GENERATED ALWAYS AS (split_part(thread_id, '/', 1)) STORED,
  PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id)
);
--> statement-breakpoint
CREATE TABLE langgraph.checkpoint_blobs (
  thread_id text NOT NULL,
  checkpoint_ns text NOT NULL DEFAULT '',
  channel text NOT NULL,
  version text NOT NULL,
  type text NOT NULL,
  blob bytea,
  workspace_id text GENERATED ALWAYS AS (split_part(thread_id, '/', 1)) STORED,
  PRIMARY KEY (thread_id, checkpoint_ns, channel, version)
);
--> statement-breakpoint
CREATE TABLE langgraph.checkpoint_writes (
  thread_id text NOT NULL,
  checkpoint_ns text NOT NULL DEFAULT '',
  checkpoint_id text NOT NULL,
  task_id text NOT NULL,
  idx integer NOT NULL,
  channel text NOT NULL,
  type text,
  blob bytea NOT NULL,
  workspace_id text GENERATED ALWAYS AS (split_part(thread_id, '/', 1)) STORED,
  PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id, task_id, idx)
);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'] LOOP
    EXECUTE format('ALTER TABLE langgraph.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE langgraph.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY in_workspace ON langgraph.%I FOR ALL TO steward_app
         USING (workspace_id = nullif(current_setting(''app.workspace'', true), ''''))
         WITH CHECK (workspace_id = nullif(current_setting(''app.workspace'', true), ''''))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON langgraph.%I TO steward_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA langgraph TO steward_app;
