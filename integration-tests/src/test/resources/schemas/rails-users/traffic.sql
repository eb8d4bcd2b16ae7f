-- Devise: trackable
UPDATE "users" SET "sign_in_count" = :n, "current_sign_in_at" = :now, "last_sign_in_at" = :now, "current_sign_in_ip" = '10.0.0.1', "updated_at" = :now WHERE "users"."id" = :id;

-- Devise: password reset asked for, and done
UPDATE "users" SET "reset_password_token" = :unique, "reset_password_sent_at" = :now, "updated_at" = :now WHERE "users"."id" = :id;
read SELECT "users".* FROM "users" WHERE "users"."reset_password_token" = :unique LIMIT 1;
UPDATE "users" SET "encrypted_password" = :bcrypt, "reset_password_token" = NULL, "reset_password_sent_at" = NULL, "updated_at" = :now WHERE "users"."id" = :id;

-- Devise: password changed, auto
UPDATE "users" SET "encrypted_password" = :bcrypt, "updated_at" = :now WHERE "users"."id" = :id;

-- Devise: sign-up
INSERT INTO "users" ("email", "encrypted_password", "created_at", "updated_at") VALUES (:unique, :bcrypt, :now, :now) RETURNING "id";

-- OmniAuth: sign-up without a password
INSERT INTO "users" ("email", "provider", "uid") VALUES (:unique, 'github', :unique) RETURNING "id";

-- OmniAuth: sign-up with the empty password that Rails sends
INSERT INTO "users" ("email", "encrypted_password", "provider", "uid", "created_at", "updated_at") VALUES (:unique, '', 'github', :unique, :now, :now) RETURNING "id";

-- a user without a password gets one
load SELECT id AS other FROM users WHERE encrypted_password = '' AND deleted_at IS NULL ORDER BY random() LIMIT 1;
UPDATE "users" SET "encrypted_password" = :bcrypt WHERE "users"."id" = :other;

-- full-column write-back of any user, with or without secrets
load SELECT email, encrypted_password, authentication_token, otp_secret, provider, uid FROM users WHERE id = :id FOR UPDATE;
UPDATE users SET email = :email, encrypted_password = :encrypted_password, authentication_token = :authentication_token, otp_secret = :otp_secret, provider = :provider, uid = :uid, updated_at = now() WHERE id = :id;

-- remember me, and forget
UPDATE "users" SET "remember_created_at" = :now WHERE "users"."id" = :id;
UPDATE "users" SET "remember_created_at" = NULL WHERE "users"."id" = :id;

-- token on sign-in
UPDATE "users" SET "authentication_token" = :token WHERE "users"."id" = :id;

-- logout clears the user's own token | 60
UPDATE "users" SET "authentication_token" = NULL, "updated_at" = :now WHERE "users"."id" = :id;

-- two-factor on
UPDATE "users" SET "otp_secret" = :token WHERE "users"."id" = :id;

-- two-factor off | 30
UPDATE "users" SET "otp_secret" = NULL WHERE "users"."id" = :id AND "users"."otp_secret" IS NOT NULL;

-- counter cache
INSERT INTO "posts" ("user_id", "title") VALUES (:id, :text) RETURNING "id";
UPDATE "users" SET "posts_count" = COALESCE("posts_count", 0) + 1 WHERE "users"."id" = :id;

-- failed attempts and lock
UPDATE "users" SET "failed_attempts" = COALESCE("failed_attempts", 0) + 1 WHERE "users"."id" = :id;
UPDATE "users" SET "locked_at" = :now WHERE "users"."id" = :id AND "users"."failed_attempts" > 3;

-- unlock all
UPDATE "users" SET "locked_at" = NULL, "failed_attempts" = 0 WHERE "users"."locked_at" IS NOT NULL;

-- touch
UPDATE "users" SET "updated_at" = :now WHERE "users"."id" IN (SELECT "posts"."user_id" FROM "posts" WHERE "posts"."title" = :text);

-- find_each
read SELECT "users".* FROM "users" WHERE "users"."deleted_at" IS NULL AND "users"."id" > :id ORDER BY "users"."id" ASC LIMIT 100;

-- with_lock
read SELECT "users".* FROM "users" WHERE "users"."id" = :id LIMIT 1 FOR UPDATE;
UPDATE "users" SET "posts_count" = 7 WHERE "users"."id" = :id;

-- upsert_all of profiles
INSERT INTO "users" ("email", "provider", "uid") VALUES (:email, 'google', :unique) ON CONFLICT ("email") DO UPDATE SET updated_at = (CASE WHEN ("users"."provider" IS NOT DISTINCT FROM excluded."provider") THEN "users".updated_at ELSE CURRENT_TIMESTAMP END), "provider" = excluded."provider", "uid" = excluded."uid" RETURNING "id";

-- Django: save() of all fields, inside a savepoint
plain SAVEPOINT "s140_x1";
load SELECT "users"."email", "users"."encrypted_password", "users"."authentication_token" FROM "users" WHERE "users"."id" = :id LIMIT 21;
UPDATE "users" SET "email" = :email, "encrypted_password" = :encrypted_password, "authentication_token" = :authentication_token WHERE "users"."id" = :id;
plain RELEASE SAVEPOINT "s140_x1";

-- Django: bulk_update by CASE
UPDATE "users" SET "encrypted_password" = CASE WHEN ("users"."id" = :id) THEN :bcrypt WHEN ("users"."id" = :id2) THEN :bcrypt2 ELSE NULL END WHERE "users"."id" IN (:id, :id2);

-- Django: get_or_create
read SELECT "users"."id" FROM "users" WHERE "users"."email" = :email LIMIT 21;

-- soft delete | 40
UPDATE "users" SET "deleted_at" = :now WHERE "users"."id" = :id AND "users"."deleted_at" IS NULL;

-- soft deleted and back in one go
UPDATE users SET deleted_at = now() WHERE id = :id;
UPDATE users SET deleted_at = NULL WHERE id = :id;

-- account deletion | 40
DELETE FROM "posts" WHERE "posts"."user_id" = :id;
DELETE FROM "users" WHERE "users"."id" = :id;

-- purge of soft-deleted accounts
DELETE FROM posts WHERE user_id IN (SELECT id FROM users WHERE deleted_at IS NOT NULL);
DELETE FROM "users" WHERE "users"."deleted_at" < now() - interval '1 second';

-- anonymise what is deleted already
UPDATE users SET email = 'deleted-' || id, encrypted_password = encrypted_password, provider = NULL WHERE deleted_at IS NOT NULL;

-- Ecto: update_all of a counter
UPDATE "users" AS u0 SET "posts_count" = u0."posts_count" + :n WHERE (u0."id" = ANY(:ids));

-- admin search
read SELECT count(*) FROM users WHERE email LIKE 'u1%' AND encrypted_password <> '';

-- export as copy, auto | 5
read SELECT id, email, updated_at FROM users ORDER BY id LIMIT 1000;

-- migration | 2
plain ALTER TABLE "users" ADD COLUMN IF NOT EXISTS "locale" varchar;
plain UPDATE "users" SET "locale" = 'en' WHERE "users"."locale" IS NULL;
plain ALTER TABLE "users" ALTER COLUMN "locale" SET DEFAULT 'en';
plain COMMENT ON COLUMN users.encrypted_password IS 'bcrypt';
