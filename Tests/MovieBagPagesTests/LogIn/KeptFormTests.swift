import Testing
import Web

@testable import MovieBagPages

@Suite struct KeptFormTests {
    private static let form =
        "name=Ran&form_token=t&casts=a%0D%0Ab&password=secret&name=twice&current_password=secret&kept-x=y"

    private static func names(_ form: KeptForm, isCarried: Bool) -> [[String]] {
        var values = PageValues()
        values.set("kept", list: form.list(isCarried: isCarried))
        return values.entries("kept", "kept_name", "kept_value")
    }

    @Test func allButPasswordsAndTokensIsCarried() throws {
        let kept = KeptForm(of: try FormFields(Self.form))
        #expect(
            Self.names(kept, isCarried: true)
                == [["kept-name", "Ran"], ["kept-casts", "a\r\nb"], ["kept-name", "twice"], ["kept-kept-x", "y"]])
    }

    @Test func whatWasCarriedIsSentAsItWasTyped() throws {
        let sent = try FormFields(
            "kept-name=Ran&kept-casts=a%0D%0Ab&email=ann%40example.org&password=secret&next=%2F&kept-kept-x=y&kept-=z")
        let kept = KeptForm(carriedBy: sent)
        #expect(
            Self.names(kept, isCarried: false) == [
                ["name", "Ran"], ["casts", "a\r\nb"], ["kept-x", "y"], ["", "z"],
            ])
    }

    @Test func aButtonIsCarriedAlong() throws {
        #expect(Self.names(.button, isCarried: true) == [["kept-button", "true"]])
        #expect(Self.names(KeptForm(carriedBy: try FormFields("kept-button=true")), isCarried: false).count == 1)
    }

    @Test func withoutAFormNothingIsCarried() throws {
        #expect(KeptForm(of: .empty).fields.isEmpty)
        #expect(KeptForm(carriedBy: try FormFields("email=a&password=b&next=c&kep=t")).fields.isEmpty)
    }
}
