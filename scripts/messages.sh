# shellcheck shell=bash
# How ./enigm speaks to a person: on standard error, one sentence at a time.

say()
{
    printf '== %s\n' "$*" >&2
}

# Says why it cannot go on, and ends.
die()
{
    printf 'enigm: %s\n' "$*" >&2
    exit 1
}

# need_value OPTION COUNT: ends unless an option was followed by its value; COUNT is how many arguments are left.
need_value()
{
    [[ "$2" -ge 2 ]] || die "$1 needs a value"
}
