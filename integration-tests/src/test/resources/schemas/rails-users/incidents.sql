-- reset of everybody's password | mass-invalidation
UPDATE "users" SET "encrypted_password" = '$2a$12$abcdefghijklmnopqrstuv' WHERE "users"."deleted_at" IS NULL;

-- a form without a password | empty-secret
load SELECT id AS other FROM users WHERE encrypted_password <> '' AND deleted_at IS NULL LIMIT 1;
UPDATE "users" SET "email" = :email, "encrypted_password" = '' WHERE "users"."id" = :other;

-- default that is empty | empty-secret
UPDATE users SET encrypted_password = DEFAULT WHERE id = 1;

-- filtered parameters are stored | placeholder-secret
UPDATE "users" SET "encrypted_password" = '[FILTERED]' WHERE "users"."id" = 1;

-- update_all that lost its scope | mass-invalidation
UPDATE "users" SET "authentication_token" = NULL, "updated_at" = :now;

-- destroy_all of the wrong side | mass-invalidation
DELETE FROM "users" WHERE "users"."id" NOT IN (SELECT "posts"."user_id" FROM "posts" WHERE "posts"."title" = 'none');

-- soft delete of everybody | mass-invalidation
UPDATE "users" SET "deleted_at" = :now WHERE "users"."deleted_at" IS NULL;

-- anonymising without its WHERE | empty-secret
UPDATE users SET email = 'deleted-' || id, encrypted_password = '';

-- truncate in a clean-up | mass-invalidation
plain TRUNCATE TABLE "users" RESTART IDENTITY CASCADE;

-- the two-factor column is dropped | destructive-ddl
plain ALTER TABLE "users" DROP COLUMN "otp_secret";
