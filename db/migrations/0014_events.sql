CREATE TABLE "notices" (
	"workspace_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"object" text NOT NULL,
	"row_id" uuid NOT NULL,
	"account_id" uuid,
	"details" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_workspace_id_user_id_seq_pk" PRIMARY KEY("workspace_id","user_id","seq")
);
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_workspace_id_change_id_kind_row_id_unique" UNIQUE("workspace_id","change_id","kind","row_id");--> statement-breakpoint
CREATE POLICY "in_workspace" ON "notices" AS PERMISSIVE FOR ALL TO "steward_app" USING (workspace_id = nullif(current_setting('app.workspace', true), '')) WITH CHECK (workspace_id = nullif(current_setting('app.workspace', true), ''));--> statement-breakpoint
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON notices TO steward_app;
--> statement-breakpoint
GRANT UPDATE ON outbox TO steward_app;
--> statement-breakpoint
-- What happened, told in the transaction that it happened in, whatever road it came by: import, edit, run, revert. A statement at a time.
-- Where one change tells of a row again, the first state before it and the last one after it stand. A restore has no change, and tells nothing:
-- it brings the events back as they were.
CREATE FUNCTION tell_accounts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE change uuid := nullif(current_setting('app.change', true), '')::uuid;
BEGIN
  IF change IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id)
    SELECT n.workspace_id, 'account.created', 'account', n.id, n.id, change FROM new_rows n
    ON CONFLICT (workspace_id, change_id, kind, row_id) DO NOTHING;
    RETURN NULL;
  END IF;
  INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
  SELECT n.workspace_id, e.kind, 'account', n.id, n.id, change, jsonb_build_object('before', e.before, 'after', e.after)
  FROM new_rows n JOIN old_rows o ON o.workspace_id = n.workspace_id AND o.id = n.id
  CROSS JOIN LATERAL (VALUES
    ('account.renewal_moved', to_jsonb(o.renewal_date), to_jsonb(n.renewal_date)),
    ('account.csm_changed', to_jsonb(o.csm_id), to_jsonb(n.csm_id)),
    ('account.lifecycle_changed', to_jsonb(o.lifecycle), to_jsonb(n.lifecycle))) e (kind, before, after)
  WHERE (o.renewal_date, o.csm_id, o.lifecycle) IS DISTINCT FROM (n.renewal_date, n.csm_id, n.lifecycle)
    AND e.before IS DISTINCT FROM e.after
  ON CONFLICT (workspace_id, change_id, kind, row_id) DO UPDATE SET details = outbox.details || (EXCLUDED.details - 'before');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_contacts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE change uuid := nullif(current_setting('app.change', true), '')::uuid;
BEGIN
  IF change IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
    SELECT n.workspace_id, 'contact.added', 'contact', n.id, n.account_id, change, jsonb_build_object('role', n.role)
    FROM new_rows n WHERE n.left_on IS NULL
    ON CONFLICT (workspace_id, change_id, kind, row_id) DO NOTHING;
    RETURN NULL;
  END IF;
  INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
  SELECT n.workspace_id, 'contact.left', 'contact', n.id, n.account_id, change, jsonb_build_object('role', n.role, 'on', n.left_on)
  FROM new_rows n JOIN old_rows o ON o.workspace_id = n.workspace_id AND o.id = n.id
  WHERE o.left_on IS NULL AND n.left_on IS NOT NULL
  ON CONFLICT (workspace_id, change_id, kind, row_id) DO UPDATE SET details = outbox.details || EXCLUDED.details;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- An account's health is its newest score. What a change comes to is looked at once, when its transaction ends: of a long series that comes in
-- day by day, the event of an account would be written anew for each day.
CREATE FUNCTION tell_health() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE change uuid := nullif(current_setting('app.change', true), '')::uuid;
BEGIN
  IF change IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    WITH untold AS MATERIALIZED (
      SELECT n.workspace_id, n.account_id, max(n."on") AS newest FROM new_rows n
      WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.workspace_id = n.workspace_id AND o.change_id = change
                          AND o.kind = 'account.health_changed' AND o.row_id = n.account_id)
      GROUP BY n.workspace_id, n.account_id)
    INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
    SELECT u.workspace_id, 'account.health_changed', 'account', u.account_id, u.account_id, change, jsonb_build_object('before', (
      SELECT h.score FROM health_scores h WHERE h.workspace_id = u.workspace_id AND h.account_id = u.account_id AND h.change_id <> change
      ORDER BY h."on" DESC LIMIT 1))
    FROM untold u
    WHERE NOT EXISTS (SELECT FROM health_scores h WHERE h.workspace_id = u.workspace_id AND h.account_id = u.account_id AND h."on" > u.newest)
    ON CONFLICT (workspace_id, change_id, kind, row_id) DO NOTHING;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
    SELECT n.workspace_id, 'account.health_changed', 'account', n.account_id, n.account_id, change, jsonb_build_object('before', f.score)
    FROM new_rows n JOIN old_rows f ON f.workspace_id = n.workspace_id AND f.account_id = n.account_id AND f."on" = n."on"
    WHERE f.score IS DISTINCT FROM n.score
      AND NOT EXISTS (SELECT FROM health_scores h WHERE h.workspace_id = n.workspace_id AND h.account_id = n.account_id AND h."on" > n."on")
    ON CONFLICT (workspace_id, change_id, kind, row_id) DO NOTHING;
  ELSE
    INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
    SELECT d.workspace_id, 'account.health_changed', 'account', d.account_id, d.account_id, change, jsonb_build_object('before', d.score)
    FROM (SELECT DISTINCT ON (o.workspace_id, o.account_id) o.workspace_id, o.account_id, o."on", o.score FROM old_rows o
          ORDER BY o.workspace_id, o.account_id, o."on" DESC) d
    JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
    WHERE NOT EXISTS (SELECT FROM health_scores h WHERE h.workspace_id = d.workspace_id AND h.account_id = d.account_id AND h."on" > d."on")
    ON CONFLICT (workspace_id, change_id, kind, row_id) DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_overrides() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE change uuid := nullif(current_setting('app.change', true), '')::uuid;
BEGIN
  IF change IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO outbox (workspace_id, kind, object, row_id, account_id, change_id, details)
  SELECT DISTINCT ON (c.workspace_id, c.account_id) c.workspace_id, 'account.health_changed', 'account', c.account_id, c.account_id, change,
         jsonb_build_object('override', lower(TG_OP))
  FROM changed_rows c JOIN accounts a ON a.workspace_id = c.workspace_id AND a.id = c.account_id
  ON CONFLICT (workspace_id, change_id, kind, row_id) DO UPDATE SET details = outbox.details || EXCLUDED.details;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES ('accounts', 'tell_accounts'), ('contacts', 'tell_contacts'), ('health_scores', 'tell_health')) AS told (name, teller)
  LOOP
    EXECUTE format('CREATE TRIGGER tell_inserts AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %I()', t.name, t.teller);
    EXECUTE format('CREATE TRIGGER tell_updates AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', t.name, t.teller);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_deletes AFTER DELETE ON health_scores REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_health();
--> statement-breakpoint
CREATE TRIGGER tell_inserts AFTER INSERT ON health_overrides REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_overrides();
--> statement-breakpoint
CREATE TRIGGER tell_updates AFTER UPDATE ON health_overrides REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_overrides();
--> statement-breakpoint
CREATE TRIGGER tell_deletes AFTER DELETE ON health_overrides REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_overrides();
--> statement-breakpoint
CREATE FUNCTION settle_health() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE newest record;
BEGIN
  SELECT h.score, h."on" INTO newest FROM health_scores h WHERE h.workspace_id = NEW.workspace_id AND h.account_id = NEW.row_id
  ORDER BY h."on" DESC LIMIT 1;
  DELETE FROM outbox o WHERE o.workspace_id = NEW.workspace_id AND o.seq = NEW.seq AND NOT o.details ? 'override'
    AND to_jsonb(newest.score) IS NOT DISTINCT FROM nullif(o.details -> 'before', 'null'::jsonb);
  IF NOT FOUND THEN
    UPDATE outbox o SET details = o.details || jsonb_build_object('after', newest.score, 'on', newest."on")
    WHERE o.workspace_id = NEW.workspace_id AND o.seq = NEW.seq AND NOT o.details ? 'override';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Whether an event is of the change at work is asked when it is written: a restore, which has no change, brings events back as they were and
-- may leave no trigger waiting, since it makes the table's indexes anew.
CREATE CONSTRAINT TRIGGER settle_health AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind = 'account.health_changed' AND NEW.change_id::text = current_setting('app.change', true)) EXECUTE FUNCTION settle_health();
