-- What Write Guard keeps for rules with budget: database. Safe to run again.
CREATE SCHEMA IF NOT EXISTS writeguard;

-- Live secrets lost (1), got back (-1) or lost again (0), one row each; or gained, so many in one row without lost_row;
-- one without lost_row and with change 0 says that what was lost before it counts no more.
CREATE TABLE IF NOT EXISTS writeguard.losses (
  guarded text NOT NULL,
  secret text NOT NULL,
  transaction pg_catalog.xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
  instance uuid NOT NULL,
  lost_row uuid,
  change bigint NOT NULL,
  at timestamptz NOT NULL,
  kept_until timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS losses_by_transaction ON writeguard.losses (guarded, secret, transaction);
ALTER TABLE writeguard.losses REPLICA IDENTITY FULL;

-- Secrets whose window is so full that each loss is counted exactly before it is let through.
CREATE TABLE IF NOT EXISTS writeguard.tight (
  guarded text NOT NULL,
  secret text NOT NULL,
  PRIMARY KEY (guarded, secret)
);

-- Secrets written lately, in tables with stale-clear.
CREATE TABLE IF NOT EXISTS writeguard.renewals (
  guarded text NOT NULL,
  secret text NOT NULL,
  written_row uuid NOT NULL,
  instance uuid NOT NULL,
  at timestamptz NOT NULL,
  kept_until timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS renewals_by_row ON writeguard.renewals (written_row);
ALTER TABLE writeguard.renewals REPLICA IDENTITY FULL;

-- For each role that the application, and so the guard, connects as:
-- GRANT USAGE ON SCHEMA writeguard TO app;
-- GRANT SELECT, INSERT, DELETE ON writeguard.losses, writeguard.tight, writeguard.renewals TO app;
