# Files on the command line.

export-written = Wrote { $file }.
export-no-organisation = There is no organisation "{ $name }".
