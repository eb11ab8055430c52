# What the command line says.

cli-step-candidates = Looking for candidates for { $requests } requests
cli-step-components = { $candidates } candidates in { $components } independent parts
cli-step-decided = { $components } of { $of } parts decided, { $filled } places filled
cli-step-explaining = Explaining { $unserved } open requests

cli-solve-served = { $served } of { $requests } requests served; first come, first served would be { $baseline }.
cli-solve-weight = { $optimal ->
    [yes] Level 1 (weight): { $value }, proven best possible.
   *[no] Level 1 (weight): { $value }, at most { $bound } possible (gap { $gap } %).
}
cli-solve-effort = { $optimal ->
    [yes] Level 2 (minutes of effort): { $value }, proven best possible.
   *[no] Level 2 (minutes of effort): { $value }, at least { $bound } needed (gap { $gap } %).
}
cli-solve-candidates = { $candidates } candidates in { $components } parts, the largest with { $largest }; solved with { $solver }.
cli-solve-phases = Times: { $phases }
