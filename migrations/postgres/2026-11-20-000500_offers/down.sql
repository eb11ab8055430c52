DROP TABLE assignment_sittings;
DROP TABLE assignments;
DROP TABLE declines;
DROP TABLE offers;
