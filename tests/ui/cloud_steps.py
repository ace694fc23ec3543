"""Steps of a user who asks beyond this computer: set up, choose the route, ask, look at the review."""

from __future__ import annotations

import msgspec

from app.gate.port import CloudRoute, Destination
from app.providers import Promise, Provider
from app.redaction.findings import EntityType
from app.routing import Route
from tests.ui.stage import Stage
from ui.chat_page import ChatPage
from ui.review.window import ReviewWindow
from ui.route_chip import RouteChoice, RouteOption

QUESTION = "Draft a letter to Ada Quill at ada@quill.example about Ada Quill."
HOST = "cloud.example:443"


def page_of(stage: Stage) -> ChatPage:
    """Return the chat page of an open vault."""
    assert stage.window.workspace is not None
    return stage.window.workspace.chat_page


def add_provider(
    stage: Stage,
    *,
    route: CloudRoute = "cloud",
    consent: bool = True,
    key: str = "k-123",
    name: str = "Somewhere",
) -> Provider:
    """Set up a provider in an open vault, as the page of providers does."""
    listed = stage.assistant.cloud.providers
    destination = Destination("", "openai", "https://cloud.example/v1", "big-1", route=route)
    saved = listed.save(Provider("", name, destination, Promise("30 days", "no")))
    if consent:
        saved = listed.consent(saved.id)
    return listed.store_key(saved.id, key) if key else saved


def find_names(stage: Stage) -> None:
    """Let the scan find the names of QUESTION."""
    stage.services.cloud.names = {"Ada Quill": EntityType.PERSON, "ada@quill.example": EntityType.EMAIL}


def choose(stage: Stage, provider: Provider) -> ChatPage:
    """Choose the route to a provider."""
    page = page_of(stage)
    choice = RouteChoice(Route(provider.destination.route), provider.id, provider.name)
    page.routes.choose(RouteOption(choice))
    return page


def begin(stage: Stage, text: str = QUESTION, *, chat: str = "lease") -> ReviewWindow:
    """Open a chat, choose the cloud, ask, and wait for the review."""
    stage.open_chat(chat)
    find_names(stage)
    choose(stage, add_provider(stage))
    return ask(stage, text)


def ask(stage: Stage, text: str = QUESTION) -> ReviewWindow:
    """Write, press Enter, and wait until the review shows what would leave."""
    stage.write(text)
    window = stage.dialog(ReviewWindow)
    stage.until(lambda: window.shown is not None)
    return window


def sent_texts(stage: Stage) -> list[str]:
    """Return the questions that left, as they left."""
    return [
        msgspec.json.decode(request.body)["messages"][-1]["content"]
        for request, _ in stage.services.cloud.sent
    ]
