#!/bin/sh
# The two logins, once, on a new database server: the owner migrates, the application owns nothing.
# PostgreSQL's image runs this at its first start; elsewhere run it by hand as a superuser.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$INEE_OWNER_PASSWORD" --set app_password="$INEE_APP_PASSWORD" <<'SQL'
CREATE ROLE inee_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE inee_app LOGIN PASSWORD :'app_password';
CREATE DATABASE inee OWNER inee_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE ALL ON DATABASE inee FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE inee TO inee_app;
SQL
