DROP INDEX lotsen_homes_index;
