-- Keeps of every updated or deleted row what its columns were, whoever writes it and by whatever statement (SECURITY.md: undo, audit).
-- A statement at a time: one pass finds the columns in which any row differs (seldom more than one), the second writes those alone.
-- Arguments: the table's key columns. `updated_at` says nothing of its own, and generated columns follow from the others.
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
DECLARE
  change uuid := nullif(current_setting('app.change', true), '')::uuid;
  key_of text;
  same_row text;
  columns text[];
  checks text;
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

  IF TG_OP = 'DELETE' THEN
    EXECUTE format(
      'INSERT INTO field_history (workspace_id, object, row_key, change_id, operation, before)
       SELECT o.workspace_id, %L, %s, $1, ''delete'', to_jsonb(o) - $2 FROM old_rows o', TG_TABLE_NAME, key_of)
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
    'INSERT INTO field_history (workspace_id, object, row_key, change_id, operation, before, after)
     SELECT o.workspace_id, %L, %s, $1, ''update'', %s, %s FROM old_rows o JOIN new_rows n ON %s WHERE %s',
    TG_TABLE_NAME, key_of,
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
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT * FROM (VALUES
      ('users', 'id'), ('accounts', 'id'), ('contacts', 'id'), ('contracts', 'id'), ('opportunities', 'id'),
      ('milestones', 'id'), ('activities', 'id'), ('tickets', 'id'), ('nps_responses', 'id'), ('tasks', 'id'),
      ('calls', 'id'), ('documents', 'id'), ('playbooks', 'id'), ('kpi_definitions', 'key'),
      ('health_scores', 'account_id, "on"'), ('usage', 'account_id, "on", feature'),
      ('user_usage', 'account_id, contact_id, "on"'), ('kpis', 'account_id, key, "on"'),
      ('call_turns', 'call_id, n'), ('custom_fields', 'object, key')
    ) AS kept (name, keys)
  LOOP
    EXECUTE format('CREATE TRIGGER keep_updates AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%s)', t.name, t.keys);
    EXECUTE format('CREATE TRIGGER keep_deletes AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%s)', t.name, t.keys);
  END LOOP;
END $$;
--> statement-breakpoint
-- What was known is not rewritten: no UPDATE, no DELETE.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['changes', 'field_history', 'definitions', 'models']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO steward_app', t);
  END LOOP;
END $$;
