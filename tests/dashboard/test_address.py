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


def script_of_many() -> None:
    import streamlit as st

    from dashboard.address import Choices

    choices = Choices(st.session_state.get("page", "one"))
    group = choices.from_few("grupp", "Grupp", {"lan": "Länet", "egen": "Egen"})
    chosen: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    if group == "egen":
        areas = {"2514": "Kalix", "2580": "Luleå", "2560": "Älvsbyn"}
        chosen, unknown = choices.from_many("kommuner", "Kommuner", areas, hint="Välj")
    else:
        choices.leave_out("kommuner")
    choices.keep()
    st.text(f"{' '.join(chosen)}|{' '.join(unknown)}")


def test_several_stand_in_one_place_in_the_address() -> None:
    app = AppTest.from_function(script_of_many)
    app.query_params["grupp"] = "egen"
    app.run()
    assert shown(app) == "|"
    app.multiselect[0].select("2560").select("2514").run()
    assert shown(app) == "2514 2560|"
    assert app.query_params["kommuner"] == "2514,2560"


def test_a_link_with_several_opens_them_and_tells_what_it_does_not_know() -> None:
    app = AppTest.from_function(script_of_many)
    app.query_params["grupp"] = "egen"
    app.query_params["kommuner"] = "2580, 9999,2514,,<b>,2580"
    assert shown(app.run()) == "2514 2580|9999 <b>"
    assert app.query_params["kommuner"] == "2514,2580"
    assert shown(app.run()) == "2514 2580|9999 <b>"
    app.multiselect[0].unselect("2514").run()
    assert shown(app) == "2580|"


def test_what_is_not_asked_for_is_remembered_but_not_in_the_address() -> None:
    app = AppTest.from_function(script_of_many)
    app.query_params["grupp"] = "egen"
    app.query_params["kommuner"] = "2580,2514"
    app.run()
    app.segmented_control[0].select("lan").run()
    assert dict(app.query_params) == {"grupp": "lan"}
    app.segmented_control[0].select("egen").run()
    assert shown(app) == "2514 2580|"
    assert app.query_params["kommuner"] == "2514,2580"


def test_the_back_button_takes_back_one_of_several() -> None:
    app = AppTest.from_function(script_of_many)
    app.query_params["grupp"] = "egen"
    app.query_params["kommuner"] = "2580"
    app.run()
    app.multiselect[0].select("2514").run()
    app.query_params["kommuner"] = "2580"
    assert shown(app.run()) == "2580|"


def many_periods() -> None:
    import streamlit as st

    from dashboard.address import Choices

    choices = Choices("one")
    period = choices.from_few("period", "Period", {str(year): str(year) for year in range(2023, 2017, -1)})
    choices.keep()
    st.text(period)


def test_more_than_fit_in_sight_stand_in_a_list_with_the_same_address() -> None:
    app = AppTest.from_function(many_periods)
    app.query_params["period"] = "2019"
    app.run()
    assert shown(app) == "2019"
    app.selectbox[0].select("2018").run()
    assert dict(app.query_params) == {"period": "2018"}
