"""Laws of the package: what it loads, what it declares, what it carries, what its locks say."""

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("numba", "pandas", "mesa", "matplotlib", "distributed", "scipy", "pyarrow")
# Each is pinned by the library it belongs to, so declaring them too could only contradict it.
BROUGHT_ALONG = {"llvmlite", "pydantic_core", "distributed"}
IMPORTED_AS = {"ipython": "IPython", "fonttools": "fontTools", "ruamel-yaml": "ruamel", "salib": "SALib"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared(*extras: str) -> set[str]:
    about = project()["project"]
    wanted = [*about["dependencies"], *(line for extra in extras for line in about["optional-dependencies"][extra])]
    return {normal(re.split(r"[\s\[<>=!~;]", line, maxsplit=1)[0]) for line in wanted}


def locked(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.removesuffix(" \\") for line in lines if line and not line.startswith((" ", "#"))}


def names_locked(name: str) -> set[str]:
    return {normal(re.split(r"[\[=]", line, maxsplit=1)[0]) for line in locked(name)}


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody would who knows nothing of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "PYTEST"))}
    finished = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("hinterland-*.whl")
    return built


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from sim.cli.main import main\n"
        "sys.argv = ['hinterland', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    last_line = run(sys.executable, "-c", program, cwd=tmp_path).stdout.splitlines()[-1]
    assert last_line.startswith("loaded:")
    assert set(last_line.split()) & set(HEAVY) == set()


def test_the_package_imports_only_what_it_declares() -> None:
    allowed = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in declared("lab")} | {"sim"} | BROUGHT_ALONG
    imported: dict[str, str] = {}
    for path in sorted((ROOT / "sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {name.partition(".")[0]: path.relative_to(ROOT).as_posix() for name in names}
    unknown = {name: where for name, where in imported.items() if name not in allowed | sys.stdlib_module_names}
    assert unknown == {}


def test_the_core_lock_holds_every_core_dependency_and_the_build_backend() -> None:
    assert declared() | {"hatchling", "editables"} <= names_locked("requirements.lock")


def test_the_larger_lock_holds_every_extra() -> None:
    assert declared("lab", "dev") | {"hatchling", "editables"} <= names_locked("requirements-dev.lock")


def test_what_runs_is_what_is_tested() -> None:
    versions = {line.partition(" ;")[0] for line in locked("requirements.lock")}
    assert versions <= {line.partition(" ;")[0] for line in locked("requirements-dev.lock")}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_names_versions_and_hashes_and_no_address(name: str) -> None:
    pin, hashed = r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^\s/]+( ; [^/]+)? \\", r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    requirement = re.compile(f"{pin}|{hashed}")
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not requirement.fullmatch(line)] == []


def test_there_is_one_kind_of_lock() -> None:
    assert not (ROOT / "uv.lock").exists()


def test_the_wheel_carries_the_package_its_data_and_the_scenarios(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sim").rglob("*.py")}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sim" / "data").glob("*.csv")}
    scenarios = {
        f"sim/shipped_scenarios/{path.relative_to(ROOT / 'scenarios').as_posix()}"
        for path in (ROOT / "scenarios").rglob("*.yaml")
    }
    assert "sim/shipped_scenarios/tiny.yaml" in carried
    assert code | data | scenarios <= carried
    assert {name.partition("/")[0].partition("-")[0] for name in carried} == {"sim", "hinterland"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment elsewhere and give its folder of commands."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=environment)
    # The libraries are those of this environment; the checkout, which an editable install names, is not among them.
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = run(scripts / "python", "-c", ask, cwd=environment).stdout.strip()
    Path(site, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = run(scripts / "python", "-c", "import sim; print(sim.__file__)", cwd=environment).stdout.strip()
    assert Path(where).is_relative_to(site)
    return scripts


def test_an_installed_wheel_knows_its_scenarios_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    listed = run(installed / "hinterland", "scenario", "list", cwd=tmp_path).stdout
    assert {"tiny", "baseline", "yangtze_delta"} <= set(listed.split())


@pytest.mark.slow
def test_an_installed_wheel_runs_tiny_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run(installed / "hinterland", "run", "tiny", cwd=tmp_path)
    assert list((tmp_path / "results" / "tiny").glob("*/manifest.json"))
    assert list((tmp_path / "results" / "store").glob("*/cells.parquet"))
