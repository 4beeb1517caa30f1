"""Another pair of eyes: who wrote or approved before may not approve."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class SafetyReviewTask(AbstractGroupApprovalTask):
    """As Wagtail's group approval, but never by a person who already had a hand in it."""

    def get_actions(self, obj, user):
        """Nothing to press for the writer or the first reader."""
        return [] if self._had_a_hand_in(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """The list on the dashboard leaves one's own out too."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = Q(workflow_state__requested_by=user) | Q(revision__user=user)
        return states.exclude(own).exclude(
            workflow_state__task_states__in=TaskState.objects.filter(
                finished_by=user, status=TaskState.STATUS_APPROVED
            )
        )

    @classmethod
    def get_description(cls):
        """Wagtail shows this where tasks are chosen."""
        return _("由没有参与写作和初审的人批准")

    def _had_a_hand_in(self, obj, user) -> bool:
        state = obj.current_workflow_state
        if state is None:
            return False
        if state.requested_by_id == user.pk or self._wrote(obj, user):
            return True
        return state.task_states.filter(finished_by=user, status=TaskState.STATUS_APPROVED).exists()

    def _wrote(self, obj, user) -> bool:
        """Anything since the version that is published now."""
        new = obj.revisions.filter(user=user)
        if obj.live_revision_id:
            new = new.filter(created_at__gt=obj.live_revision.created_at)
        return new.exists()

    class Meta:
        verbose_name = _("安全审核")
        verbose_name_plural = _("安全审核")
