CREATE TRIGGER audit_event_keeps BEFORE UPDATE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER audit_event_new BEFORE INSERT ON audit_auditevent
WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE sequence = NEW.sequence OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER audit_seal_keeps BEFORE UPDATE ON audit_auditseal
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END

CREATE TRIGGER audit_seal_stays BEFORE DELETE ON audit_auditseal
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
