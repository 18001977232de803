"""Everything that is published of the figures, as files to take away: one module a table, and the package of them all."""
