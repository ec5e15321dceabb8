"""The two themes of our own: light paper and dark ink."""

from __future__ import annotations

from textual.theme import Theme

PAPER = Theme(
    name="paper",
    primary="#1f5673",
    secondary="#6b5b3e",
    accent="#8a3b12",
    warning="#8a5a00",
    error="#a3262a",
    success="#2f6b3a",
    foreground="#2b2a26",
    background="#ece5d6",
    surface="#fffdf6",
    panel="#e2d9c5",
    dark=False,
    variables={
        "block-cursor-background": "#cfe0e6",
        "block-cursor-foreground": "#16323f",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e0dccb",
        "block-cursor-blurred-foreground": "#2b2a26",
        "footer-background": "#e2d9c5",
        "footer-key-foreground": "#1f5673",
        "footer-description-foreground": "#4a463c",
        "input-cursor-background": "#2b2a26",
        "input-cursor-foreground": "#fffdf6",
        "input-selection-background": "#1f5673 30%",
        "button-focus-text-style": "bold underline",
        "scrollbar": "#c9bfa8",
        "scrollbar-hover": "#b3a88e",
        "scrollbar-active": "#1f5673",
        "scrollbar-background": "#e2d9c5",
        "scrollbar-background-hover": "#e2d9c5",
        "scrollbar-background-active": "#e2d9c5",
    },
)

INK = Theme(
    name="ink",
    primary="#8cb8d0",
    secondary="#b7a27a",
    accent="#e0a15e",
    warning="#e0b04c",
    error="#e5786d",
    success="#8fbf8a",
    foreground="#d9d4c7",
    background="#14181d",
    surface="#1e242b",
    panel="#262e37",
    dark=True,
    variables={
        "block-cursor-background": "#2f4656",
        "block-cursor-foreground": "#f3efe4",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#252d35",
        "block-cursor-blurred-foreground": "#d9d4c7",
        "footer-background": "#1b2127",
        "footer-key-foreground": "#8cb8d0",
        "footer-description-foreground": "#a9a598",
        "button-focus-text-style": "bold underline",
        "scrollbar": "#3a4653",
        "scrollbar-hover": "#4a5866",
        "scrollbar-active": "#8cb8d0",
        "scrollbar-background": "#1b2127",
        "scrollbar-background-hover": "#1b2127",
        "scrollbar-background-active": "#1b2127",
    },
)

OUR_THEMES = (PAPER, INK)
DEFAULT_THEME = INK.name
