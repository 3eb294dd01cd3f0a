from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.resolution.decisions import Decisions
from graph.resolution.members import Member
from graph.resolution.resolve import Merge, resolve
from tests.graph.resolution.builders import key, member


def nodes(*members: Member) -> dict[str, str]:
    """The node of each member that is not a node of its own."""
    return {identity: merge.node for identity, merge in resolve(members, Decisions()).items()}


def test_members_that_share_a_key_are_one_node() -> None:
    assert nodes(member("p-1", "x"), member("p-2", "x", "y"), member("p-3", "y"), member("p-4", "z")) == {
        "p-2": "p-1",
        "p-3": "p-1",
    }


def test_a_merge_says_what_is_shared_with_whom() -> None:
    merges = resolve([member("p-1", "x"), member("p-2", "x", key("y", 0.8)), member("p-3", key("y", 0.8))], Decisions())

    assert merges["p-3"] == Merge("p-3", "p-3", "p-1", to="p-2", rule="test.rule", key="y", score=0.8)


def test_an_officially_named_member_gives_the_node_its_id() -> None:
    assert nodes(member("p-1", "x"), member("p-2", "x", official=True)) == {"p-1": "p-2"}


def test_members_that_differ_in_a_trait_stay_apart() -> None:
    assert nodes(member("p-1", "x", traits={"from": "2018"}), member("p-2", "x", traits={"from": "2020"})) == {}


def test_who_might_be_either_of_two_is_neither() -> None:
    early, late = member("p-1", "x", traits={"from": "2018"}), member("p-2", "x", traits={"from": "2020"})

    assert nodes(early, late, member("p-3", "x"), member("p-4", "x")) == {"p-4": "p-3"}


def test_traits_of_a_node_are_those_of_all_its_members() -> None:
    first = member("p-1", key("x", 1.0), traits={"from": "2018"})
    second, third = member("p-2", key("x", 1.0), "y"), member("p-3", "y", traits={"from": "2020"})

    assert nodes(first, second, third) == {"p-2": "p-1"}


def test_a_key_does_not_join_what_is_on_different_sides() -> None:
    one, other = member("p-1", key("x", side="甲部")), member("p-2", key("x", side="乙部"))

    assert nodes(one, other, member("p-3", "x"), member("p-4", "x")) == {"p-4": "p-3"}


def test_a_proposed_key_joins_only_like_names() -> None:
    figures = key("% 38.5 90", proposed=True)

    assert nodes(
        member("p-1", figures, name="寬頻服務涵蓋率"),
        member("p-2", figures, name="寬頻服務家戶涵蓋率"),
        member("p-3", figures, name="離島補助比例"),
    ) == {"p-2": "p-1"}


@given(
    st.lists(
        st.builds(
            member,
            st.sampled_from([f"p-{n}" for n in range(9)]),
            st.builds(key, st.sampled_from("uvwxyz"), st.sampled_from([0.8, 0.9])),
            st.builds(key, st.sampled_from("uvwxyz"), st.sampled_from([0.8, 0.9])),
            document=st.sampled_from("abc"),
            traits=st.dictionaries(st.sampled_from(["from", "until"]), st.sampled_from(["2018", "2020"])),
        ),
        unique_by=lambda one: (one.id, one.document),
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_members_does_not_matter(members: list[Member], random: Random) -> None:
    shuffled = random.sample(members, len(members))

    assert resolve(members, Decisions()) == resolve(shuffled, Decisions())
