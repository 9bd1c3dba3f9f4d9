-- a function
CREATE FUNCTION f() RETURNS trigger AS $body$
BEGIN
  NEW.a := 'it''s; not; the end'; /* nested /* comment */ ; */
  RETURN NEW;
END;
$body$ LANGUAGE plpgsql;
CREATE TABLE "a;b" (c text DEFAULT E'\';', d text DEFAULT $$;$$);
