DROP TABLE lotse_coordinations;
DROP TABLE programme_amendments;
