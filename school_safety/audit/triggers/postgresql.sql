CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$

CREATE TRIGGER audit_event_keeps BEFORE UPDATE OR DELETE ON audit_auditevent
FOR EACH ROW EXECUTE FUNCTION audit_refuses()

CREATE TRIGGER audit_event_stays BEFORE TRUNCATE ON audit_auditevent
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()

CREATE TRIGGER audit_seal_keeps BEFORE UPDATE OR DELETE ON audit_auditseal
FOR EACH ROW EXECUTE FUNCTION audit_refuses()

CREATE TRIGGER audit_seal_stays BEFORE TRUNCATE ON audit_auditseal
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()
