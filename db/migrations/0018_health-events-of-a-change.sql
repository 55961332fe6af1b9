-- As in 0014, but what a change comes to is looked at once, when its transaction ends: of a long series that comes in day by day, the event
-- of an account was written anew for each day.
CREATE OR REPLACE FUNCTION tell_health() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
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
CREATE OR REPLACE FUNCTION settle_health() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
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
DROP TRIGGER IF EXISTS settle_health ON outbox;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER settle_health AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.kind = 'account.health_changed' AND NEW.change_id::text = current_setting('app.change', true)) EXECUTE FUNCTION settle_health();
