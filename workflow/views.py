"""One page and one door for every act on every item: confirm or give the reason, then take it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workflow import actions, rules, wording
from workflow.flows import Flow, flow_for, flow_of
from workflow.models import Item
from workflow.states import ACTIONS, Step


class ActForm(forms.Form):
    """The reason of an act, and the version of the item that the person looked at."""

    comment = forms.CharField(label="Lý do", required=False, max_length=20_000, widget=forms.Textarea)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


def item_in_sight(user, kind: str, code: str) -> tuple[Flow, Item]:
    """Flow and item of an address; 404 for an unknown kind and for what the user may not see alike."""
    try:
        flow = flow_for(kind)
    except KeyError as unknown:
        raise Http404 from unknown
    return flow, get_object_or_404(flow.model.objects.visible_to(user).select_related("unit"), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, kind: str, code: str, action: str) -> HttpResponse:
    """GET asks for confirmation or a reason; POST takes the act and leads to the item.

    404 out of scope, 403 with the rule's sentence, 409 moved on, 422 where the reason is missing.
    """
    flow, item = item_in_sight(request.user, kind, code)
    if action not in ACTIONS:
        raise Http404
    if request.method == "POST":
        return _taken(request, flow, item, action)
    step = _step(request.user, item, action)
    if action in flow.own_form:
        return redirect(flow.work_url(item, step.needs))
    return _page(request, flow, item, step, ActForm(initial={"seen": item.version}))


def _step(user, item: Item, action: str) -> Step:
    """The step that the person may take now. Raises MovedOn, Refused."""
    situation = rules.Situation(user, [item])
    step = rules.find_step(action, item, situation)
    if step is None or step.internal:
        raise rules.MovedOn(rules.double_click(user, action, item) or wording.moved_on(item, flow_of(item)))
    sentence = rules.step_refusal(step, item, situation)
    if sentence:
        raise rules.Refused(sentence)
    return step


def _taken(request: HttpRequest, flow: Flow, item: Item, action: str) -> HttpResponse:
    form = ActForm(request.POST)
    if form.is_valid():
        try:
            item = actions.take(action, item, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {"comment": error.messages}
            for sentence in (sentence for sentences in found.values() for sentence in sentences):
                form.add_error("comment", sentence)
        else:
            messages.success(request, f"{ACTIONS[action].done}: {flow.title(item)}.")
            return _onward(request, flow.url(item))
    return _page(request, flow, item, _step(request.user, item, action), form, status=422)


def _onward(request: HttpRequest, url: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _page(request: HttpRequest, flow: Flow, item: Item, step: Step, form: ActForm, status: int = 200) -> HttpResponse:
    form.fields["comment"].required = step.comment  # for the label; the act itself refuses in its own words
    context = {
        "item": item,
        "title": flow.title(item),
        "action": ACTIONS[step.action],
        "step": step,
        "form": form,
        "question": flow.question(step.action, item, by=request.user),
        "back": flow.url(item),
    }
    return render(request, "workflow/act.html", context, status=status)


def acts_of(item: Item, situation: rules.Situation, *, only: frozenset[str] | None = None) -> list[dict]:
    """Buttons of the acts that the item's page shows, for ``{% acts %}``: each leads to its own page.

    ``only``: keys of the acts wanted, None for all.
    """
    flow = flow_of(item)
    found = []
    for step, sentence in rules.available(situation.user, [item], situation=situation)[item.pk]:
        if only is not None and step.action not in only:
            continue
        action = ACTIONS[step.action]
        own = step.action in flow.own_form
        found.append(
            {
                "label": action.label,
                "kind": action.style,
                "icon": action.icon,
                "url": flow.work_url(item, step.needs)
                if own
                else reverse("workflow:act", args=[item.kind, item.code, step.action]),
                "sheet": not own,
                "refused": sentence or "",
            }
        )
    return found
