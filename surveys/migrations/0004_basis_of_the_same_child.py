"""The database itself asks for the ground: a questionnaire row rests on a basis of its own child."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER response_basis_own_{when} BEFORE {when} ON surveys_response
WHEN NEW.path = 'screening' AND NOT EXISTS (
    SELECT 1 FROM consents_basis
    WHERE id = NEW.basis_id AND student_id = NEW.student_id AND field = 'screening.response')
BEGIN SELECT RAISE(ABORT, 'a questionnaire row needs a basis of the same child'); END
"""
POSTGRESQL = """
CREATE FUNCTION response_basis_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.path = 'screening' AND NOT EXISTS (
        SELECT 1 FROM consents_basis
        WHERE id = NEW.basis_id AND student_id = NEW.student_id AND field = 'screening.response')
    THEN
        RAISE EXCEPTION 'a questionnaire row needs a basis of the same child'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER response_basis_own BEFORE INSERT OR UPDATE ON surveys_response
    FOR EACH ROW EXECUTE FUNCTION response_basis_own();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(SQLITE.format(when=when))
    else:
        schema_editor.execute(POSTGRESQL)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER response_basis_own_{when}")
    else:
        schema_editor.execute("DROP TRIGGER response_basis_own ON surveys_response")
        schema_editor.execute("DROP FUNCTION response_basis_own()")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_withdrawal"), ("consents", "0002_paper_answers")]
    operations = [migrations.RunPython(forwards, backwards)]
