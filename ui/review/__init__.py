"""The window's side of the cloud route: choosing a route, reviewing what would leave, and sending it.

``Routes`` is the only part that the chat page knows; everything else here is imported when it is first
needed. What is shown is plain text with formats: nothing of a question or an answer is ever read as HTML.
"""
