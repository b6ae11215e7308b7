"""Laws of the cache of compiled kernels: found where it can be kept, and never in the way."""

import os
from pathlib import Path

import pytest

from sim.experiments import compiling
from sim.experiments.compiling import KernelCache, settle_cache


def test_a_folder_of_the_users_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "mine"))
    cache = settle_cache()
    assert cache.folder == tmp_path / "mine"
    assert cache.lasting


def test_without_any_folder_a_run_compiles_for_itself_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    monkeypatch.setattr(compiling, "_writable", lambda _folder: False)
    monkeypatch.setattr(compiling.tempfile, "mkdtemp", lambda prefix: str(tmp_path / prefix))
    monkeypatch.setattr(compiling.sys, "modules", {})
    cache = settle_cache()
    assert not cache.lasting
    assert os.environ["NUMBA_CACHE_DIR"] == str(cache.folder)
    assert "NUMBA_CACHE_DIR" in cache.sentence()
    assert cache.sentence().count(".") == 1


def test_kernels_count_as_compiled_until_a_source_or_a_library_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels = tmp_path / "kernels"
    kernels.mkdir()
    (kernels / "draws.py").write_text("one = 1\n")
    monkeypatch.setattr(compiling, "KERNELS", kernels)
    cache = KernelCache(tmp_path, lasting=True)
    assert not cache.compiled()
    cache.mark_compiled()
    assert cache.compiled()
    (kernels / "draws.py").write_text("one = 2\n")
    assert not cache.compiled()
