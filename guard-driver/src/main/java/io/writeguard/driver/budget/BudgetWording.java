package io.writeguard.driver.budget;

/** What events say of a budget. */
public final class BudgetWording {

    private BudgetWording() {}

    public static String full(BudgetStatus status) {
        return "the budget of " + name(status) + " is used up: " + status.lost() + " live secrets lost in its window, "
                + status.reserved()
                + " more by open transactions. Clears are refused until some of them leave the window;"
                + " new secrets pass. To end it before: guard.resetBudgets(\"why\")";
    }

    public static String free(BudgetStatus status) {
        return "the budget of " + name(status) + " has room again: " + status.lost()
                + " live secrets lost in its window, " + status.reserved() + " more by open transactions";
    }

    public static String reset(BudgetStatus status, String reason) {
        return "the budget of " + name(status) + " was reset, " + status.lost() + " losses forgotten: " + reason;
    }

    private static String name(BudgetStatus status) {
        return status.table() + "." + status.column();
    }
}
