"""Titles as finding aids print them: capitals within the subject, offices before names, dashes."""

from __future__ import annotations

import pytest

from tei.interpret.correspondence import read_correspondence

READ = [
    ("Letter from Ana Paz to Jan Mol Concerning the Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol Regarding the Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol About the Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol On the Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol With Enclosures", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol Requesting Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol conveying greetings", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol Following the Talks", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol Re: Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Ana Paz to Jan Mol – The Nets", ["Ana Paz"], ["Jan Mol"]),
    ("Letter from Li Meijing to Anna Browning", ["Li Meijing"], ["Anna Browning"]),
    ("Letter from Ana Paz to the Minister of Planning", ["Ana Paz"], ["the Minister of Planning"]),
    ("Telegrama del embajador Luis Mar al canciller Juan Paz", ["embajador Luis Mar"], ["canciller Juan Paz"]),
    ("Telegrama do Embaixador Luis Mar ao Ministro Juan Paz", ["Embaixador Luis Mar"], ["Ministro Juan Paz"]),
    ("Lettre de l'ambassadeur Luc Mar au ministre Jean Paz", ["ambassadeur Luc Mar"], ["ministre Jean Paz"]),
    ("Telegramma dell'ambasciatore Mari al ministro Pace", ["ambasciatore Mari"], ["ministro Pace"]),
    ("14 October 1950, Cable from Ana Paz to Jan Mol", ["Ana Paz"], ["Jan Mol"]),
    ("Not Later than May 12, 1953, Note from Ana Paz to Jan Mol", ["Ana Paz"], ["Jan Mol"]),
    ("Report from the Ambassador in Lonrad, Ana Paz, to Minister Jan Mol", ["Ana Paz"], ["Minister Jan Mol"]),
    ("Report from the Veldt Ambassador in Lonrad, Ana Paz, to Minister Mol, ‘Nets’", ["Ana Paz"], ["Minister Mol"]),
    ("어업상 박민수가 부두장 리영호에게 보낸 전보", ["어업상 박민수"], ["부두장 리영호"]),
    ("박민수가 리영호동지에게 보낸 편지", ["박민수"], ["리영호"]),
    ("رسالة من السفير أحمد البحري إلى الوزير سامي النهري، ١٦ شباط ١٩٦٨", ["السفير أحمد البحري"], ["الوزير سامي النهري"]),
]  # fmt: skip

UNREAD = [
    # the addressee after an office, which is not part of the sender
    "Cable from Embassy to Jan Mol Re: Nets",
    "Cable from the Legation to Jan Mol",
    "Carta del puerto de Luis Mar al muelle",
    "Trip to Lonrad, 14 October 1950, from Ana Paz to Jan Mol",
    "그물이 부두에게 보낸 편지",
]


@pytest.mark.parametrize(("title", "who", "to"), READ)
def test_names_end_where_the_subject_begins(title: str, who: list[str], to: list[str]) -> None:
    read = read_correspondence(title)
    assert (list(read.senders), list(read.recipients)) == (who, to)


@pytest.mark.parametrize("title", UNREAD)
def test_nobody_is_made_up(title: str) -> None:
    read = read_correspondence(title)
    assert (read.senders, read.recipients) == ((), ())
