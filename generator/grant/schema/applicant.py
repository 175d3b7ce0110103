"""Who applies."""

from generator.grant.schema.base import Group, group, key
from generator.grant.schema.case import Person
from generator.grant.schema.types import (
    Email,
    OrganisationNumber,
    Phone,
    Text,
    Website,
    WorkplaceNumber,
    YesNo,
    is_foreign,
)


class Address(Group):
    """A postal address."""

    street: Text | None = key("Postadress", "Gata eller box.", example="Box 654")
    postcode: Text | None = key("Postnummer", "", example="831 27")
    city: Text | None = key("Postort", "", example="Östersund")


class Applicant(Group):
    """The organisation that applies and owns the project."""

    name: Text | None = key("Sökande organisation", "Organisationens fullständiga namn.")
    short_name: Text | None = key("Kortnamn", "Som organisationen kallas i löpande text.", example="regionen")
    country: Text | None = key("Land", "Utelämnas för svenska organisationer.", example="Finland")
    organisation_number: OrganisationNumber | None = key(
        "Organisationsnummer",
        "Tio siffror; kontrollsiffran prövas. En enskild näringsidkare har sitt personnummer. I andra länder "
        "som landet skriver det.",
        example="232100-0214",
    )
    legal_form: Text | None = key("Juridisk form", "", example="Region")
    workplace_number: WorkplaceNumber | None = key(
        "Arbetsställenummer (CFAR)", "Åtta siffror, ur SCB:s register.", example="19222538"
    )
    workplace_name: Text | None = key("Arbetsställets namn")
    industry_code: Text | None = key(
        "Branschkod (SNI)", "Arbetsställets bransch enligt SCB.", example="84.131"
    )
    address: Address = group(Address, "Adress")
    municipality: Text | None = key("Kommun", "Den kommun där arbetsstället ligger.")
    phone: Phone | None = key("Telefonnummer", "Växel.", example="063-14 75 00")
    email: Email | None = key("Organisationens e-postadress", "", example="region@regionjh.se")
    website: Website | None = key("Webbplats", "", example="www.regionjh.se")
    vat_liable: YesNo | None = key(
        "Momsredovisningsskyldig", "Är organisationen momsredovisningsskyldig för projektets verksamhet?"
    )
    procurement_law: YesNo | None = key(
        "Omfattas av upphandlingslagstiftning", "Lagen om offentlig upphandling (LOU) eller liknande."
    )
    authorised_signatory: Person = group(Person, "Firmatecknare", "Den som får skriva under ansökan.")
    contact: Person = group(Person, "Kontaktperson", "Den som svarar på frågor om ansökan.")
    project_leader: Person = group(Person, "Projektledare")
    finance_contact: Person = group(Person, "Ekonomiskt ansvarig")

    @property
    def foreign(self) -> bool:
        """Whether the organisation is registered in another country; then it has no Swedish workplace."""
        return is_foreign(self.country)
