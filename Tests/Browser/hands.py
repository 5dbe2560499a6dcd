"""How somebody uses a page: with a mouse, or with nothing but the keyboard."""


class Mouse:
    def press(self, control):
        control.click()

    def write(self, field, text):
        field.fill(text)

    def choose(self, field, option):
        field.select_option(label=option)


class Keyboard:
    """Goes from one control to the next by Tab, and sees where it is."""

    def press(self, control):
        self._reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field, text):
        self._reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.press("Delete")
        field.page.keyboard.type(text)

    def choose(self, field, option):
        self._reach(field)
        field.page.keyboard.type(option)
        chosen = field.evaluate("field => field.selectedOptions[0].label")
        assert chosen == option, f"the keyboard chose {chosen} instead of {option}"

    def _reach(self, control):
        control.wait_for()
        for _ in range(300):
            if control.evaluate("control => control === document.activeElement"):
                assert control.evaluate(_IS_MARKED), f"the focus cannot be seen on {control}"
                return
            control.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {control}")


_IS_MARKED = """control => {
    const style = getComputedStyle(control);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}"""
