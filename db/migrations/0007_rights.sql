CREATE TABLE "custom_roles" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"based_on" text NOT NULL,
	"reads" text,
	"withheld" text[] DEFAULT '{}' NOT NULL,
	"shown" text[] DEFAULT '{}' NOT NULL,
	"may" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "custom_roles_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "custom_roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sharing_rules" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"what" jsonb NOT NULL,
	"whom" jsonb NOT NULL,
	"author_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sharing_rules_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "sharing_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "custom_role" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deactivated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "field_history" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "field_history" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
CREATE POLICY "in_workspace" ON "custom_roles" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
CREATE POLICY "in_workspace" ON "sharing_rules" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['custom_roles', 'sharing_rules']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO steward_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Two more roles. `steward_person` reads for one person and writes nothing: row security shows it the accounts of their
-- reach, and what belongs to these. `steward_auth` signs people in: it sees the schema `auth` and no workspace's rows.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['steward_person', 'steward_auth']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', r);
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT %I TO %I', r, current_user);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE SCHEMA auth;
--> statement-breakpoint
GRANT USAGE ON SCHEMA auth TO steward_auth;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO steward_person;
--> statement-breakpoint
DO $$
DECLARE
  ours constant text := $p$workspace_id = nullif(current_setting('app.workspace', true), '')$p$;
  owned constant text := $p$%1$s = any ((select nullif(current_setting('app.owners', true), '')::uuid[])::uuid[])$p$;
  of_account constant text := 'account_id in (select id from accounts)';
  t record;
BEGIN
  FOR t IN
    SELECT * FROM (VALUES
      ('accounts', '(' || format(owned, 'csm_id') || ' or ' || format(owned, 'ae_id')
        || $p$ or tags && (select nullif(current_setting('app.tags', true), '')::text[])::text[]
               or id = any ((select nullif(current_setting('app.accounts', true), '')::uuid[])::uuid[]))$p$),
      ('contacts', of_account), ('contracts', of_account), ('opportunities', of_account), ('milestones', of_account),
      ('activities', of_account), ('tickets', of_account), ('nps_responses', of_account), ('health_scores', of_account),
      ('usage', of_account), ('user_usage', of_account), ('kpis', of_account), ('calls', of_account),
      ('account_evidence', of_account), ('evidence_marks', of_account),
      -- A task is also its assignee's, whoever's the account is; a document of no account is everybody's.
      ('tasks', format('(%s or %s)', of_account, format(owned, 'assignee_id'))),
      ('documents', format('(%s or account_id is null)', of_account)),
      ('call_turns', 'call_id in (select id from calls)'),
      ('field_history', format($p$(%s or %s or account_id is null
        and object in ('users', 'documents', 'playbooks', 'kpi_definitions', 'custom_fields'))$p$,
        of_account, format(owned, 'owner_id'))),
      ('users', null), ('changes', null), ('custom_fields', null), ('kpi_definitions', null), ('playbooks', null),
      ('definitions', null), ('models', null), ('evidence_states', null), ('external_ids', null)
    ) AS readable (name, reach)
  LOOP
    EXECUTE format('CREATE POLICY in_reach ON %I FOR SELECT TO steward_person USING (%s)', t.name,
      ours || coalesce(' and ' || t.reach, ''));
    EXECUTE format('GRANT SELECT ON %I TO steward_person', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY own_workspace_read ON workspaces FOR SELECT TO steward_person
  USING (id = nullif(current_setting('app.workspace', true), ''));
--> statement-breakpoint
GRANT SELECT ON workspaces TO steward_person;
--> statement-breakpoint
-- As in 0005, and whose the row was.
CREATE OR REPLACE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
DECLARE
  change uuid := nullif(current_setting('app.change', true), '')::uuid;
  key_of text;
  same_row text;
  columns text[];
  checks text;
  whose text;
  changed text[];
  rows bigint;
  matched bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN
    RETURN NULL;
  END IF;
  IF change IS NULL THEN
    RAISE EXCEPTION 'a write to % without a change that says where it comes from', TG_TABLE_NAME;
  END IF;
  key_of := CASE WHEN TG_NARGS = 1 THEN format('o.%I::text', TG_ARGV[0])
    ELSE (SELECT 'jsonb_build_array(' || string_agg(format('o.%I', k), ', ' ORDER BY n) || ')::text'
          FROM unnest(TG_ARGV) WITH ORDINALITY AS a (k, n)) END;
  SELECT array_agg(attname::text ORDER BY attnum) INTO columns FROM pg_attribute
  WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    AND attname NOT IN ('workspace_id', 'updated_at') AND attname <> ALL (TG_ARGV);

  -- Of whose account the row was, and of whom: who may read of the row may read of its history.
  whose := CASE WHEN TG_TABLE_NAME = 'accounts' THEN 'o.id'
    WHEN TG_TABLE_NAME = 'call_turns' THEN '(SELECT c.account_id FROM calls c WHERE c.workspace_id = o.workspace_id AND c.id = o.call_id)'
    WHEN 'account_id' = ANY (columns || TG_ARGV) THEN 'o.account_id' ELSE 'NULL::uuid' END
    || ', ' || CASE WHEN 'assignee_id' = ANY (columns) THEN 'o.assignee_id' ELSE 'NULL::uuid' END;

  IF TG_OP = 'DELETE' THEN
    EXECUTE format(
      'INSERT INTO field_history (workspace_id, object, row_key, change_id, operation, account_id, owner_id, before)
       SELECT o.workspace_id, %L, %s, $1, ''delete'', %s, to_jsonb(o) - $2 FROM old_rows o', TG_TABLE_NAME, key_of, whose)
    USING change, ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = TG_RELID AND attgenerated <> '');
    RETURN NULL;
  END IF;

  SELECT 'n.workspace_id = o.workspace_id AND ' || string_agg(format('n.%1$I = o.%1$I', k), ' AND ') INTO same_row
  FROM unnest(TG_ARGV) k;
  SELECT string_agg(format('CASE WHEN bool_or(n.%1$I IS DISTINCT FROM o.%1$I) THEN %1$L END', c), ', ') INTO checks
  FROM unnest(columns) c;
  EXECUTE format(
    'SELECT array_remove(ARRAY[%s]::text[], NULL), count(*), count(n.workspace_id) FROM old_rows o LEFT JOIN new_rows n ON %s',
    checks, same_row) INTO changed, rows, matched;
  IF rows <> matched THEN
    RAISE EXCEPTION 'the key of a row of % can not be changed', TG_TABLE_NAME;
  END IF;
  IF changed = '{}' THEN
    RETURN NULL;
  END IF;
  EXECUTE format(
    'INSERT INTO field_history (workspace_id, object, row_key, change_id, operation, account_id, owner_id, before, after)
     SELECT o.workspace_id, %L, %s, $1, ''update'', %s, %s, %s FROM old_rows o JOIN new_rows n ON %s WHERE %s',
    TG_TABLE_NAME, key_of, whose,
    (SELECT string_agg(CASE WHEN array_length(changed, 1) = 1 THEN format('jsonb_build_object(%L, o.%I)', c, c)
       ELSE format('CASE WHEN n.%1$I IS DISTINCT FROM o.%1$I THEN jsonb_build_object(%1$L, o.%1$I) ELSE ''{}'' END', c) END, ' || ')
     FROM unnest(changed) c),
    (SELECT string_agg(CASE WHEN array_length(changed, 1) = 1 THEN format('jsonb_build_object(%L, n.%I)', c, c)
       ELSE format('CASE WHEN n.%1$I IS DISTINCT FROM o.%1$I THEN jsonb_build_object(%1$L, n.%1$I) ELSE ''{}'' END', c) END, ' || ')
     FROM unnest(changed) c),
    same_row,
    (SELECT string_agg(format('n.%1$I IS DISTINCT FROM o.%1$I', c), ' OR ') FROM unnest(changed) c))
  USING change;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The same for what is on record already. FORCE binds the owner too, so it is lifted for this statement's time.
ALTER TABLE field_history NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN
    SELECT c.relname AS name, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND a.attname IN ('account_id', 'assignee_id', 'id')
      AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'keep_updates')
    GROUP BY c.relname
  LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t.name);
    UPDATE field_history h SET account_id = (before ->> CASE WHEN t.name = 'accounts' THEN 'id' ELSE 'account_id' END)::uuid,
                               owner_id = (before ->> 'assignee_id')::uuid
    WHERE h.object = t.name AND h.operation = 'delete';
    IF t.name = 'accounts' THEN
      UPDATE field_history h SET account_id = h.row_key::uuid WHERE h.object = 'accounts';
    ELSIF 'id' = ANY (t.columns) AND 'account_id' = ANY (t.columns) THEN
      EXECUTE format('UPDATE field_history h SET account_id = coalesce((h.before ->> ''account_id'')::uuid, x.account_id)%s
        FROM %I x WHERE h.object = %L AND h.operation = ''update'' AND x.workspace_id = h.workspace_id AND x.id::text = h.row_key',
        CASE WHEN 'assignee_id' = ANY (t.columns) THEN ', owner_id = coalesce((h.before ->> ''assignee_id'')::uuid, x.assignee_id)' ELSE '' END,
        t.name, t.name);
    ELSIF 'account_id' = ANY (t.columns) THEN
      -- Keys of several columns stand as an array that begins with the account.
      UPDATE field_history h SET account_id = (h.row_key::jsonb ->> 0)::uuid WHERE h.object = t.name;
    END IF;
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE calls NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE field_history h SET account_id = c.account_id FROM calls c
WHERE h.object = 'call_turns' AND c.workspace_id = h.workspace_id AND c.id::text = h.row_key::jsonb ->> 0;
--> statement-breakpoint
ALTER TABLE calls FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE field_history FORCE ROW LEVEL SECURITY;
