"""The address opens the same view again, and no address can break a page."""

from streamlit.testing.v1 import AppTest

LATER, EARLIER = "2023", "2022"


def script() -> None:
    import streamlit as st

    from dashboard.address import Choices

    page = st.session_state.get("page", "one")
    choices = Choices(page)
    area = choices.from_list("kommun", "Kommun", {"2580": "Luleå", "2514": "Kalix"})
    period = choices.from_few("period", "Period", {"2023": "2023", "2022": "2022"})
    choices.keep()
    st.text(f"{page} {area} {period}")


def shown(app: AppTest) -> str:
    return str(app.text[0].value)


def test_the_address_is_empty_until_somebody_chooses() -> None:
    app = AppTest.from_function(script).run()
    assert shown(app) == "one 2580 2023"
    assert dict(app.query_params) == {}


def test_a_choice_writes_every_choice() -> None:
    app = AppTest.from_function(script).run()
    app.selectbox[0].select("2514").run()
    assert shown(app) == "one 2514 2023"
    assert dict(app.query_params) == {"kommun": "2514", "period": "2023"}


def test_a_link_opens_the_view() -> None:
    app = AppTest.from_function(script)
    app.query_params["kommun"] = "2514"
    app.query_params["period"] = "2022"
    assert shown(app.run()) == "one 2514 2022"


def test_a_link_with_one_choice_takes_the_rest_as_they_are() -> None:
    app = AppTest.from_function(script)
    app.query_params["period"] = "2022"
    assert shown(app.run()) == "one 2580 2022"


def test_an_address_that_means_nothing_is_put_right() -> None:
    app = AppTest.from_function(script)
    app.query_params["kommun"] = "<script>"
    app.query_params["period"] = "2022"
    assert shown(app.run()) == "one 2580 2022"
    assert dict(app.query_params) == {"kommun": "2580", "period": "2022"}


def test_the_back_button_wins_over_what_was_chosen() -> None:
    app = AppTest.from_function(script).run()
    app.selectbox[0].select("2514").run()
    app.query_params.clear()
    assert shown(app.run()) == "one 2580 2023"


def test_a_choice_follows_to_the_next_page_and_stands_in_its_address() -> None:
    app = AppTest.from_function(script).run()
    app.selectbox[0].select("2514").run()
    app.query_params.clear()
    app.session_state["page"] = "two"
    assert shown(app.run()) == "two 2514 2023"
    assert dict(app.query_params) == {"kommun": "2514", "period": "2023"}
