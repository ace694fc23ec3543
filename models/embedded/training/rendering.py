"""How a conversation is put before the network: ChatML, with the sentences that a question seems to ask about.

A network as small as this one hardly finds a sentence in a text, but reads what stands right before a question. So a message of
the user that holds a text is followed by the two of its sentences that share most words with the question, and by the question once
more; a short question asked later about that text gets them put in front. That is retrieval by words in common, within the prompt. A
text without a question, or with none of its words, is said twice instead: the second time it can be read with the request known
(Arora et al. 2024, "Just read twice"; Xu et al. 2023, "Re-Reading Improves Reasoning").

Such a network cannot reckon either, but can tell which of four sums was asked for. So the results of the numbers in a short
message stand before it, as a calculator's would (Schick et al. 2023, "Toolformer", let the network ask for them).

`rendered` says it in Python, for the training, and `CHAT_TEMPLATE` in Jinja, for the file; a test holds them alike.
"""

from __future__ import annotations

END_OF_TEXT = "<|endoftext|>"
START = "<|im_start|>"
END = "<|im_end|>"

# Shorter messages hold no text, in characters; longer ones are not said twice, which would fill the context.
SHORTEST_TEXT, LONGEST_TWICE = 240, 1800
# A longer run without the end of a sentence is none.
LONGEST_SENTENCE = 600
# Shorter words stand in every sentence.
SHORTEST_WORD = 4
# Numbers that are written as words; "one" is more often something else.
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "half": 2, "double": 2,
    "twice": 2, "third": 3, "quarter": 4,
}  # fmt: skip
# What stands between numbers, and what a message has in it that asks for a sum.
BETWEEN_NUMBERS = ("?", "!", ";", "(", ")", "=", "+", "-", "*", "/", "%", "$", "€", "£", '"', ", ", ": ", ". ")
SIGNS_OF_SUMS = (
    "how", "what", "which", "when", "?", "=", "+", " - ", "*", "/", "%", "percent", "plus", "minus", "times", "divide", "multipl",
    "sum", "average", "mean", "add", "sort", "order", "work out", "calc", "compute", "solve", "half of",
    "double", "twice", "third of", "quarter of", " x ",
)  # fmt: skip
MOST_NUMBERS = 8
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
        elif nearest or (not is_text and worked_out(content)):
            found.append(f"{nearest or worked_out(content)}\n\n{content}")
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


def worked_out(message: str) -> str:
    """Return the results of the numbers in a message, or "".

    Two are added, multiplied, and the smaller one taken from and divided into the larger; more are added and put in order. A message
    with a number that is not a plain one, such as 9:30 or 1,000, gets none.
    """
    small = f"{message.lower()} "
    plain = small
    for mark in BETWEEN_NUMBERS:
        plain = plain.replace(mark, " ")
    numbers = []
    for word in plain.split():
        if word in NUMBER_WORDS:
            numbers.append(NUMBER_WORDS[word])
        elif word == str(_as_number(word)):
            numbers.append(_as_number(word))
        elif any(digit in word for digit in "0123456789"):
            return ""
    if not 2 <= len(numbers) <= MOST_NUMBERS or max(numbers) > 999_999 or not any(sign in small for sign in SIGNS_OF_SUMS):
        return ""
    ordered = sorted(numbers)
    if len(numbers) > 2:
        mean = _quotient(sum(numbers), len(numbers))
        return f"{' + '.join(map(str, numbers))} = {sum(numbers)}, mean {mean}, in order {', '.join(map(str, ordered))}"
    (a, b), (less, more) = numbers, ordered
    results = [f"{a} + {b} = {a + b}", f"{more} - {less} = {more - less}", f"{a} x {b} = {a * b}"]
    if less:
        results.append(f"{more} / {less} = {_quotient(more, less)}")
    if "%" in small or "percent" in small:
        results.append(f"{a} x {b} / 100 = {_quotient(a * b, 100)}")
    return ", ".join(results)


def _as_number(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        return 0


def _quotient(a: int, b: int) -> int | float:
    return round(a / b, 2) if a % b else a // b


# Without line breaks between its tags: what renders it may or may not take those out.
_WORKED_OUT = (
    "{% set n.numbers = [] %}{% set n.sum = 0 %}{% set n.plain = content.lower() + ' ' %}{% set n.is_sum = false %}"
    f"{{% for sign in {SIGNS_OF_SUMS} %}}"
    "{% if sign in n.plain %}{% set n.is_sum = true %}{% endif %}"
    "{% endfor %}"
    "{% set is_share = '%' in n.plain or 'percent' in n.plain %}"
    f"{{% for mark in {BETWEEN_NUMBERS} %}}"
    "{% set n.plain = n.plain.replace(mark, ' ') %}"
    "{% endfor %}"
    f"{{% set words = {NUMBER_WORDS} %}}"
    "{% for word in n.plain.split() %}"
    "{% if word in words %}{% set n.numbers = n.numbers + [words[word]] %}"
    "{% elif word | int | string == word %}{% set n.numbers = n.numbers + [word | int] %}"
    "{% else %}{% for digit in '0123456789' %}{% if digit in word %}{% set n.is_sum = false %}{% endif %}{% endfor %}"
    "{% endif %}"
    "{% endfor %}"
    "{% set ordered = n.numbers | sort %}{% set count = n.numbers | length %}"
    f"{{% if n.is_sum and 2 <= count and count <= {MOST_NUMBERS} and ordered[-1] <= 999999 %}}"
    "{% if count > 2 %}"
    "{% for number in n.numbers %}{% set n.sum = n.sum + number %}{% endfor %}"
    "{{ n.numbers | join(' + ') }} = {{ n.sum }}, mean {{ (n.sum / count) | round(2) if n.sum % count else n.sum // count }},"
    " in order {{ ordered | join(', ') }}"
    "{% else %}"
    "{% set a = n.numbers[0] %}{% set b = n.numbers[1] %}{% set less = ordered[0] %}{% set more = ordered[1] %}"
    "{{ a }} + {{ b }} = {{ a + b }}, {{ more }} - {{ less }} = {{ more - less }}, {{ a }} x {{ b }} = {{ a * b }}"
    "{% if less %}, {{ more }} / {{ less }} = {{ (more / less) | round(2) if more % less else more // less }}{% endif %}"
    "{% if is_share %}, {{ a }} x {{ b }} / 100 = {{ (a * b / 100) | round(2) if a * b % 100 else a * b // 100 }}{% endif %}"
    "{% endif %}"
    "{{ '\\n\\n' }}"
    "{% endif %}"
)
CHAT_TEMPLATE = (
    "{% set n = namespace(text='', question='', asking='', head='', tail='', first='', second='', most=0, more=0, shared=0,"
    " numbers=[], sum=0, plain='', is_sum=false) %}"
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
    f"{_WORKED_OUT}"
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
