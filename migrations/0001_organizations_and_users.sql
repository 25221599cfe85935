-- Whose rows a statement may touch stands in three settings of its transaction (db/statement.hpp, Scope):
--   app.org_id  the organisation of the caller
--   app.role    'system' for what the program keeps for everybody
--   app.key     the one e-mail address or token hash that opens one row before anybody is known
-- Row-level security is forced, so that it binds the tables' owner too. What is not opened here is not there.

CREATE FUNCTION current_org() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.org_id', true), '')::uuid;

CREATE FUNCTION current_key() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.key', true), '');

CREATE FUNCTION is_system() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('app.role', true) = 'system';

CREATE TABLE organizations (
  id          uuid PRIMARY KEY,
  name        text NOT NULL,
  locale      text NOT NULL DEFAULT 'en' CHECK (locale IN ('ru', 'en')),
  currency    text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
  logo_key    text,
  created_at  timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON organizations USING (id = current_org());

CREATE TABLE users (
  id             uuid PRIMARY KEY,
  org_id         uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email          text NOT NULL,
  name           text NOT NULL,
  role           text NOT NULL CHECK (role IN ('user', 'admin', 'owner')),
  password_hash  text NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE INDEX users_of_organization ON users (org_id, created_at, id);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON users USING (org_id = current_org());
-- Who logs in names an address; that row alone is opened, and only for reading.
CREATE POLICY login ON users FOR SELECT USING (lower(email) = current_key());

-- A refresh token is used once. All tokens that follow from one login are a family; an old one that comes back means that
-- somebody else has it, and ends the family.
CREATE TABLE refresh_tokens (
  token_hash  text PRIMARY KEY,
  family      uuid NOT NULL,
  org_id      uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);
CREATE INDEX refresh_tokens_of_user ON refresh_tokens (user_id, family);
CREATE INDEX refresh_tokens_of_family ON refresh_tokens (family);
ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE refresh_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON refresh_tokens USING (org_id = current_org());
CREATE POLICY holder ON refresh_tokens FOR SELECT USING (token_hash = current_key());
