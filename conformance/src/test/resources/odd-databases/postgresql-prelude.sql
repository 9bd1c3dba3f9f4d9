-- What a script takes for granted: types and access methods that no schema can say.
CREATE EXTENSION hstore;
CREATE EXTENSION citext;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gin;
CREATE DOMAIN "Mail" AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN amount AS numeric(10,2);
CREATE TYPE pair AS (a int, b text);
CREATE SCHEMA elsewhere;
CREATE TYPE elsewhere."Odd Type" AS ENUM ('x');
CREATE TABLE elsewhere.target (id int PRIMARY KEY);
CREATE ACCESS METHOD mine TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR CLASS int4_mine DEFAULT FOR TYPE int4 USING mine AS OPERATOR 1 =, FUNCTION 1 hashint4(int4);
CREATE FUNCTION twice(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT n * 2';
CREATE COLLATION german FROM "C";
