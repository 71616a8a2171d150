"""What pages of this app share: one form, one verb, and everything typed is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from organisations.models import User
from organisations.refusals import require


class SignedRequest(HttpRequest):
    """A request of somebody who is signed in; LoginRequiredMiddleware lets no other through."""

    user: User


class FormPage(View):
    """A page with one form and one verb.

    Subclasses fetch what the page is about in ``load`` (through what the user may see), say who may
    not in ``refusal``, and call the verb in ``act``, which returns the address to go to or a response.
    """

    request: SignedRequest
    form_class: type[forms.Form] | type[forms.ModelForm]
    template = "organisations/form.html"
    heading = ""
    submit = "Lưu"
    danger = False
    lead = ""
    done = ""

    def load(self, **kwargs: Any) -> None:
        """Fetch the rows of the address; raises Http404."""

    def refusal(self) -> str | None:
        """Why the user may not do this at all."""
        return None

    def form_arguments(self) -> dict[str, Any]:
        """Arguments of the form: initial values, rows to choose from."""
        return {}

    def page(self) -> dict[str, Any]:
        """More for the template: parents of the breadcrumb, where "Để sau" leads."""
        return {}

    def act(self, data: dict[str, Any]) -> str | HttpResponse:
        """Do it. Raises ValidationError by field, Refused."""
        raise NotImplementedError

    def get(self, request: SignedRequest, **kwargs: Any) -> HttpResponse:
        """The form."""
        self.load(**kwargs)
        require(self.refusal())
        return self.show(self.form_class(**self.form_arguments()))

    def post(self, request: SignedRequest, **kwargs: Any) -> HttpResponse:
        """The verb, or the form again with everything typed and every fault."""
        self.load(**kwargs)
        require(self.refusal())
        form = self.form_class(request.POST, request.FILES, **self.form_arguments())
        if form.is_valid():
            try:
                answer = self.act(form.cleaned_data)
            except ValidationError as error:
                add_faults(form, error)
            else:
                if isinstance(answer, HttpResponse):
                    return answer
                if self.done:
                    messages.success(request, self.done)
                return HttpResponseRedirect(answer)
        return self.show(form, status=422)

    def show(self, form: forms.BaseForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        context = {
            "form": form,
            "heading": self.heading,
            "submit": self.submit,
            "danger": self.danger,
            "lead": self.lead,
            **self.page(),
        }
        return render(self.request, self.template, context, status=status)


def add_faults(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what a verb found at the fields of the form; what has no field goes on top."""
    found = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, sentences in found.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
