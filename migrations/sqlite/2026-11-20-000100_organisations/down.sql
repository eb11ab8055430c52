DROP TABLE lendings;
DROP TABLE organisation_regions;
DROP TABLE organisations;
