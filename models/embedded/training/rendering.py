"""How a conversation is put before the network: ChatML, with the sentences that a question seems to ask about.

A network as small as this one hardly finds a sentence in a text, but reads what stands right before a question. So a message of
the user that holds a text is followed by the two of its sentences that share most words with the question, and by the question once
more; a short question asked later about that text gets them put in front. That is retrieval by words in common, within the prompt. A
text without a question, or with none of its words, is said twice instead: the second time it can be read with the request known
(Arora et al. 2024, "Just read twice"; Xu et al. 2023, "Re-Reading Improves Reasoning").

Such a network cannot reckon either. So what a short message needs reckoned stands before it (`reckoning.py`).

`rendered` says it in Python, for the training, and `CHAT_TEMPLATE` in Jinja, for the file; a test holds them alike.
"""

from __future__ import annotations

from reckoning import WORKED_OUT, worked_out

END_OF_TEXT = "<|endoftext|>"
START = "<|im_start|>"
END = "<|im_end|>"

# Shorter messages hold no text, in characters; longer ones are not said twice, which would fill the context.
SHORTEST_TEXT, LONGEST_TWICE = 240, 1800
# A longer run without the end of a sentence is none.
LONGEST_SENTENCE = 600
# Shorter words stand in every sentence.
SHORTEST_WORD = 4
# What a question without its mark begins with.
QUESTION_WORDS = ("who", "whose", "what", "when", "where", "which", "why", "how")


def rendered(messages: list[dict[str, str]]) -> list[str]:
    """Return the words of each message as the template puts them."""
    text = ""
    found = []
    for message in messages:
        content = message["content"]
        if message["role"] != "user":
            found.append(content)
            continue
        is_text = len(content) >= SHORTEST_TEXT
        text = content if is_text else text
        question = asked_in(content) if is_text else content
        nearest = nearest_to(question, text) if question and text else ""
        if is_text and nearest:
            found.append(f"{content}\n\n{nearest}\n\n{question}")
        elif hint := nearest or ("" if is_text else worked_out(content)):
            found.append(f"{hint}\n\n{content}")
        elif is_text and len(content) <= LONGEST_TWICE:
            found.append(f"{content}\n\n{content}")
        else:
            found.append(content)
    return found


def sentences_of(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    for end in (".", "?", "!", '."'):
        text = text.replace(f"{end} ", f"{end}\n")
    return [sentence.strip() for sentence in text.split("\n")]


def asked_in(text: str) -> str:
    """Return the question in a message that holds a text, or "".

    It is the last sentence or the first one, else the last that asks. Without any mark it is the last or the first if that begins like
    a question.
    """
    sentences = [sentence for sentence in sentences_of(text) if sentence]
    if not sentences:
        return ""
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    if asking:
        return sentences[0] if sentences[0] == asking[0] and sentences[-1] != asking[-1] else asking[-1]
    for sentence in (sentences[-1], sentences[0]):
        if sentence.lower().split(" ")[0] in QUESTION_WORDS:
            return sentence
    return ""


def nearest_to(question: str, text: str) -> str:
    """Return the sentence that shares most words with the question, the second one before it; or "".

    A word counts as shared if its beginning stands in the sentence, so that "opens" finds "opened".
    """
    plain = question
    for mark in "?.,!:;\"'()":
        plain = plain.replace(mark, " ")
    words = [word for word in plain.lower().split() if len(word) >= SHORTEST_WORD]
    first = second = ""
    most = more = 0
    for sentence in sentences_of(text):
        if sentence.endswith("?") or sentence == question or len(sentence) > LONGEST_SENTENCE:
            continue
        shared = sum((word[:3] if len(word) < 6 else word[:-2]) in sentence.lower() for word in words)
        if shared > most:
            first, second, most, more = sentence, first, shared, most
        elif shared > more:
            second, more = sentence, shared
    return f"{second}\n{first}" if second else first


# Without line breaks between its tags: what renders it may or may not take those out.
CHAT_TEMPLATE = (
    "{% set n = namespace(text='', question='', asking='', head='', tail='', first='', second='', most=0, more=0, shared=0,"
    " hint='') %}"
    "{% for message in messages %}"
    f"{{{{ '{START}' + message['role'] + '\\n' }}}}"
    "{% set content = message['content'] %}"
    "{% set n.first = '' %}{% set n.second = '' %}{% set n.most = 0 %}{% set n.more = 0 %}"
    "{% if message['role'] == 'user' %}"
    f"{{% set is_text = content | length >= {SHORTEST_TEXT} %}}"
    "{% set n.question = content %}"
    "{% if is_text %}"
    "{% set n.text = content %}"
    "{% set n.head = '' %}{% set n.tail = '' %}{% set n.asking = '' %}{% set n.question = '' %}"
    "{% for line in content.replace('. ', '.\\n').replace('? ', '?\\n').replace('! ', '!\\n').replace('.\" ', '.\"\\n').split('\\n') %}"
    "{% set sentence = line.strip() %}"
    "{% if sentence %}"
    "{% if not n.head %}{% set n.head = sentence %}{% endif %}"
    "{% set n.tail = sentence %}"
    "{% if sentence.endswith('?') %}"
    "{% if not n.asking %}{% set n.asking = sentence %}{% endif %}"
    "{% set n.question = sentence %}"
    "{% endif %}"
    "{% endif %}"
    "{% endfor %}"
    "{% if n.asking %}"
    "{% if n.head == n.asking and n.tail != n.question %}{% set n.question = n.head %}{% endif %}"
    f"{{% elif n.tail.lower().split(' ')[0] in {QUESTION_WORDS} %}}{{% set n.question = n.tail %}}"
    f"{{% elif n.head.lower().split(' ')[0] in {QUESTION_WORDS} %}}{{% set n.question = n.head %}}"
    "{% endif %}"
    "{% endif %}"
    "{% if n.question and n.text %}"
    "{% set words = n.question.replace('?', ' ').replace('.', ' ').replace(',', ' ').replace('!', ' ').replace(':', ' ')"
    ".replace(';', ' ').replace('\"', ' ').replace(\"'\", ' ').replace('(', ' ').replace(')', ' ').lower().split() %}"
    "{% for line in n.text.replace('. ', '.\\n').replace('? ', '?\\n').replace('! ', '!\\n').replace('.\" ', '.\"\\n').split('\\n') %}"
    "{% set sentence = line.strip() %}"
    f"{{% if not sentence.endswith('?') and sentence != n.question and sentence | length <= {LONGEST_SENTENCE} %}}"
    "{% set small = sentence.lower() %}"
    "{% set n.shared = 0 %}"
    "{% for word in words %}"
    f"{{% if word | length >= {SHORTEST_WORD} and (word[:3] if word | length < 6 else word[:-2]) in small %}}"
    "{% set n.shared = n.shared + 1 %}"
    "{% endif %}"
    "{% endfor %}"
    "{% if n.shared > n.most %}"
    "{% set n.second = n.first %}{% set n.more = n.most %}{% set n.first = sentence %}{% set n.most = n.shared %}"
    "{% elif n.shared > n.more %}"
    "{% set n.second = sentence %}{% set n.more = n.shared %}"
    "{% endif %}"
    "{% endif %}"
    "{% endfor %}"
    "{% endif %}"
    "{% if not is_text and n.first %}"
    "{{ n.second + '\\n' if n.second else '' }}{{ n.first + '\\n\\n' }}"
    "{% elif not is_text %}"
    "{% set n.hint = '' %}"
    f"{WORKED_OUT}"
    "{{ n.hint + '\\n\\n' if n.hint else '' }}"
    "{% endif %}"
    "{{ content }}"
    "{% if is_text and n.first %}"
    "{{ '\\n\\n' }}{{ n.second + '\\n' if n.second else '' }}{{ n.first + '\\n\\n' + n.question }}"
    f"{{% elif is_text and content | length <= {LONGEST_TWICE} %}}"
    "{{ '\\n\\n' + content }}"
    "{% endif %}"
    "{% else %}"
    "{{ content }}"
    "{% endif %}"
    f"{{{{ '{END}' + '\\n' }}}}"
    "{% endfor %}"
    f"{{% if add_generation_prompt %}}{{{{ '{START}assistant\\n' }}}}{{% endif %}}"
)
