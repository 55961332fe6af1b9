CREATE TABLE "audit_entries" (
	"workspace_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"details" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entries_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"workspace_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" text NOT NULL,
	"lost" bigint,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "audit_heads_workspace_id_seq_at_pk" PRIMARY KEY("workspace_id","seq","at")
);
--> statement-breakpoint
ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_salts" (
	"workspace_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"salt" text NOT NULL,
	"personal" jsonb NOT NULL,
	CONSTRAINT "audit_salts_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
ALTER TABLE "audit_salts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "data_keys" (
	"workspace_id" text NOT NULL,
	"version" integer NOT NULL,
	"wrapped" text NOT NULL,
	"master_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_keys_workspace_id_version_pk" PRIMARY KEY("workspace_id","version")
);
--> statement-breakpoint
ALTER TABLE "data_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "instance_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"master_id" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"sealed" text NOT NULL,
	"key_version" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "secrets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "secrets_workspace_id_owner_id_provider_name_unique" UNIQUE NULLS NOT DISTINCT("workspace_id","owner_id","provider","name")
);
--> statement-breakpoint
ALTER TABLE "secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_workspace_id_key_version_data_keys_workspace_id_version_fk" FOREIGN KEY ("workspace_id","key_version") REFERENCES "public"."data_keys"("workspace_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_workspace_id_action_seq_index" ON "audit_entries" USING btree ("workspace_id","action","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_workspace_id_actor_id_seq_index" ON "audit_entries" USING btree ("workspace_id","actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_workspace_id_subject_id_seq_index" ON "audit_entries" USING btree ("workspace_id","subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_workspace_id_at_index" ON "audit_entries" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "audit_entries" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "audit_heads" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "audit_salts" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "data_keys" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "secrets" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
-- The log is added to and read, nothing else. Salts can go: that is how a person is erased from it.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT * FROM (VALUES
      ('audit_entries', 'SELECT, INSERT'), ('audit_heads', 'SELECT, INSERT'), ('audit_salts', 'SELECT, INSERT, DELETE'),
      ('data_keys', 'SELECT, INSERT, UPDATE, DELETE'), ('secrets', 'SELECT, INSERT, UPDATE, DELETE')
    ) AS granted (name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('GRANT %s ON %I TO steward_app', t.rights, t.name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Rights do not bind the schema's owner; this does, until somebody drops it, which the verifier then shows by its work.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'what stands in % is not changed and not removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_entries', 'audit_heads']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_rewriting BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()', t);
    EXECUTE format('CREATE TRIGGER refuse_emptying BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', t);
    -- Also where a session calls itself a replica.
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_rewriting', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER refuse_emptying', t);
  END LOOP;
END $$;
