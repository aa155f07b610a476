"""Where this person's settings, data and logs belong on this system."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "cnnviz"


def _overridden(variable: str) -> Path | None:
    """The folder that the environment asks for; None where it asks for none."""
    text = os.environ.get(variable, "").strip()
    return Path(text).expanduser() if text else None


def config_folder() -> Path:
    """The folder of the settings file; `CNNVIZ_CONFIG_DIR` overrides it. It need not exist yet."""
    return _overridden("CNNVIZ_CONFIG_DIR") or platformdirs.user_config_path(_NAME, appauthor=False)


def data_folder() -> Path:
    """The folder for downloaded data sets; `CNNVIZ_DATA_DIR` overrides it. It need not exist yet."""
    return _overridden("CNNVIZ_DATA_DIR") or platformdirs.user_data_path(_NAME, appauthor=False)


def log_folder() -> Path:
    """The folder of the log file; `CNNVIZ_LOG_DIR` overrides it. It need not exist yet."""
    return _overridden("CNNVIZ_LOG_DIR") or platformdirs.user_log_path(_NAME, appauthor=False)
