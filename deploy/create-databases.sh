#!/bin/sh
# Runs once, when PostgreSQL's volume is empty. Neither role is a superuser: row-level security does not hold for those.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set temporal="$TEMPORAL_DB_PASSWORD" --set schoolward="$SCHOOLWARD_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE ROLE schoolward LOGIN PASSWORD :'schoolward';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE schoolward OWNER schoolward;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, schoolward FROM PUBLIC;
SQL
