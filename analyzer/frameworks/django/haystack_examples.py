"""Little programs that django-haystack keeps an index beside."""

from analyzer.frameworks.base import Example

_MODELS = """
    from django.db import models

    class Tag(models.Model):
        name = models.CharField(max_length=9)

    class Writer(models.Model):
        name = models.CharField(max_length=9)

    class Note(models.Model):
        writer = models.ForeignKey(Writer, models.CASCADE)
        tags = models.ManyToManyField(Tag)

    class Remark(models.Model):
        note = models.ForeignKey(Note, models.CASCADE)
"""
_INDEX = """
    from haystack import indexes
    from board.models import Note

    class NoteIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True)
        tags = indexes.MultiValueField(model_attr="tags__name")

        def get_model(self):
            return Note

        def index_queryset(self, using=None):
            return self.get_model().objects.filter(writer__name="x")

        def prepare_text(self, obj):
            return [remark.pk for remark in obj.remark_set.all()]
"""
_VIEWS = """
    from board.models import Note, Remark

    def add():
        Note.objects.create()

    def drop():
        Remark.objects.filter(pk=1).delete()
"""
_TABLES = {
    "board_note": ("id", "writer_id"),
    "board_note_tags": ("id", "note_id", "tag_id"),
    "board_remark": ("id", "note_id"),
    "board_tag": ("id", "name"),
    "board_writer": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="an index that is kept in step reads what it shows of a row that is saved",
        files={
            "board/__init__.py": "",
            "board/settings.py": """
                INSTALLED_APPS = ["haystack", "board"]
                HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.RealtimeSignalProcessor"
            """,
            "board/models.py": _MODELS,
            "board/search_indexes.py": _INDEX,
            "board/views.py": _VIEWS,
            "board/dropping.py": """
                from board.models import Tag

                def drop():
                    Tag.objects.filter(pk=1).delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "board.dropping board_note_tags read",
            "board.dropping board_note_tags write",
            "board.dropping board_tag read",
            "board.dropping board_tag write",
            "board.search_indexes board_note read",
            "board.search_indexes board_remark read",
            "board.search_indexes board_writer read",
            "board.views board_note write",
            "board.views board_note_tags read",
            "board.views board_remark read",
            "board.views board_remark write",
            "board.views board_tag read",
        ),
    ),
    Example(
        title="an index that a command brings up to date reads nothing beside that",
        files={
            "board/__init__.py": "",
            "board/settings.py": 'INSTALLED_APPS = ["haystack", "board"]',
            "board/models.py": _MODELS,
            "board/search_indexes.py": _INDEX,
            "board/views.py": _VIEWS,
            "board/tasks.py": """
                from django.core.management import call_command

                def nightly():
                    call_command("update_index", age=1)
            """,
        },
        tables=_TABLES,
        accesses=(
            "board.search_indexes board_note read",
            "board.search_indexes board_remark read",
            "board.search_indexes board_writer read",
            "board.tasks board_note read",
            "board.tasks board_note_tags read",
            "board.tasks board_tag read",
            "board.tasks board_writer read",
            "board.views board_note write",
            "board.views board_remark write",
        ),
    ),
)
