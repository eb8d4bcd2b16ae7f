-- What Write Guard keeps of secrets before they go, for rules with archive. Safe to run again.
-- Run it as a role that the application does not connect as: whoever owns these tables can read them.
CREATE SCHEMA IF NOT EXISTS writeguard;

-- One row for each secret of a row that was cleared, overwritten or deleted; written in the transaction that did it.
CREATE TABLE IF NOT EXISTS writeguard.archive (
  at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  transaction pg_catalog.xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
  guarded text NOT NULL,
  secret text NOT NULL,
  row_key text NOT NULL,
  operation text NOT NULL,
  reason text,
  statement text NOT NULL,
  key_id text,
  value bytea NOT NULL,
  kept_until timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS archive_by_time ON writeguard.archive (guarded, at);
ALTER TABLE writeguard.archive REPLICA IDENTITY FULL;

-- One row for each restore that wrote, or would have written.
CREATE TABLE IF NOT EXISTS writeguard.restores (
  id uuid PRIMARY KEY,
  started timestamptz NOT NULL,
  ended timestamptz,
  by_role text NOT NULL,
  reason text NOT NULL,
  asked_for text NOT NULL,
  restored bigint NOT NULL,
  renewed bigint NOT NULL,
  missing_rows bigint NOT NULL,
  failed bigint NOT NULL
);

-- What happened at the guards, by the minute: refusals, warnings, overrides.
CREATE TABLE IF NOT EXISTS writeguard.history (
  minute timestamptz NOT NULL,
  kind text NOT NULL,
  rule text,
  guarded text,
  secret text,
  reason text,
  times bigint NOT NULL,
  kept_until timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS history_by_time ON writeguard.history (minute);
ALTER TABLE writeguard.history REPLICA IDENTITY FULL;

-- Removes what has been kept long enough, and the oldest of what is more than a table may keep; so many rows at most.
-- The application may call it, but can neither read the archive nor empty it.
CREATE OR REPLACE FUNCTION writeguard.tidy_archive(
  of_table text, max_rows bigint, at_most bigint, OUT expired bigint, OUT displaced bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  oldest_kept timestamptz;
BEGIN
  IF max_rows IS NULL OR max_rows < 10000 OR at_most IS NULL OR at_most > 100000 THEN
    RAISE EXCEPTION 'writeguard.tidy_archive: at least 10000 rows stay, and at most 100000 go at once';
  END IF;
  WITH gone AS (
    DELETE FROM writeguard.archive WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM writeguard.archive
      WHERE guarded = of_table AND kept_until <= clock_timestamp() ORDER BY at LIMIT at_most FOR UPDATE SKIP LOCKED))
    RETURNING 1)
  SELECT count(*) INTO expired FROM gone;
  displaced := 0;
  IF expired = at_most THEN
    RETURN;
  END IF;
  SELECT at INTO oldest_kept FROM writeguard.archive
    WHERE guarded = of_table ORDER BY at DESC OFFSET max_rows - 1 LIMIT 1;
  WITH gone AS (
    DELETE FROM writeguard.archive WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM writeguard.archive
      WHERE guarded = of_table AND at < oldest_kept ORDER BY at LIMIT at_most FOR UPDATE SKIP LOCKED))
    RETURNING 1)
  SELECT count(*) INTO displaced FROM gone;
  DELETE FROM writeguard.history WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM writeguard.history WHERE kept_until <= clock_timestamp() LIMIT at_most FOR UPDATE SKIP LOCKED));
END
$$;
REVOKE ALL ON FUNCTION writeguard.tidy_archive(text, bigint, bigint) FROM PUBLIC;

-- For each role that the application, and so the guard, connects as; no SELECT, so that it can't read what is kept:
-- GRANT USAGE ON SCHEMA writeguard TO app;
-- GRANT INSERT ON writeguard.archive, writeguard.history TO app;
-- GRANT EXECUTE ON FUNCTION writeguard.tidy_archive(text, bigint, bigint) TO app;
