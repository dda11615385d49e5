#!/bin/sh
# Brings both databases of the Temporal server to its version; safe to repeat.
set -eu
prepare() {
  SQL_DATABASE=$1 temporal/sql update-schema --schema-name "$2" && return
  SQL_DATABASE=$1 temporal/sql setup-schema -v 0.0
  SQL_DATABASE=$1 temporal/sql update-schema --schema-name "$2"
}
prepare temporal postgresql/v12/temporal
prepare temporal_visibility postgresql/v12/visibility
